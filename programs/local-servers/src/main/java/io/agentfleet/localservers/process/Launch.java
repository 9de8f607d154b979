package io.agentfleet.localservers.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that is needed to start a server, again and again.
 *
 * @param environment added to the environment of this process
 * @param directory where it runs
 * @param log where its output is appended
 * @param port where it will listen
 * @param probe asks whether it works
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        int port,
        Probe probe) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The {@code java} that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts the process; it need not work yet. It outlives this one unless stopped. */
    public ServerProcess start() {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ServerProcess(this, builder.start().toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s does not start: %s (command: %s)"
                            .formatted(name, e.getMessage(), command.getFirst()),
                    e);
        }
    }
}
