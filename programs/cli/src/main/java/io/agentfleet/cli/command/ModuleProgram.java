package io.agentfleet.cli.command;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localservers.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of another module, started as a process of its own that takes over this terminal.
 *
 * @param folder of its module, which leaves it as {@code FOLDER/target/fleet-NAME.jar}
 * @param command of {@code ./fleet} that stands for it
 * @param heap as {@code -Xmx} takes it
 */
record ModuleProgram(String folder, String command, String heap) {

    /** Runs it to its end; its exit code. It ends with this process. */
    int run(List<String> arguments) throws InterruptedException {
        Path root = FleetHome.current().root();
        Path module = root.resolve(folder);
        Path jar = module.resolve("target/fleet-%s.jar".formatted(module.getFileName()));
        if (!Files.exists(jar)) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s is missing: run './fleet %s' without FLEET_NO_BUILD"
                            .formatted(jar, command));
        }
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Launch.java(),
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.awt.headless=true",
                                "-Dfleet.root=" + root,
                                "-jar",
                                jar.toString()));
        line.addAll(arguments);
        try {
            Process process = new ProcessBuilder(line).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + command));
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "'%s' does not start: %s".formatted(command, e.getMessage()),
                    e);
        }
    }
}
