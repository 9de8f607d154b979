package io.agentfleet.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program and reads what it says. */
final class Programs {

    private static final long TIMEOUT_SECONDS = 120;

    private Programs() {}

    /**
     * What the program writes to its output.
     *
     * @throws IllegalStateException with all it said, if it does not succeed
     */
    static String output(List<String> command, Path... arguments) {
        List<String> all = new ArrayList<>(command);
        for (Path argument : arguments) {
            all.add(argument.toString());
        }
        try {
            Path output = Files.createTempFile("output", ".txt");
            Path errors = Files.createTempFile("errors", ".txt");
            Process process =
                    new ProcessBuilder(all)
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String said = Files.readString(output, UTF_8);
            String complained = Files.readString(errors, UTF_8);
            Files.delete(output);
            Files.delete(errors);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s did not succeed: %s%s".formatted(all, complained, said));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(all), e);
        }
    }
}
