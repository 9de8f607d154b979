package io.agentfleet.executor.confinement;

import io.agentfleet.executor.confinement.ConfinedProcess.Order;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.duckdb.DuckDBDriver;

/** A running {@link ConfinedProcess}, and the lines it has written so far. */
final class ConfinedChild {

    private static final Map<String, Integer> SIGNALS =
            Map.of("SIGABRT", 6, "SIGKILL", 9, "SIGXCPU", 24);

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ConfinedChild(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ConfinedChild start(Order order, Places places, String... options) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "-Djava.io.tmpdir=" + places.work()));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        classPath(),
                        ConfinedProcess.class.getName(),
                        order.name(),
                        places.root().toString(),
                        Integer.toString(places.port()),
                        Long.toString(places.parent())));
        try {
            return new ConfinedChild(
                    new ProcessBuilder(command)
                            .directory(places.work().toFile())
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What {@code exitValue} is after a signal. */
    static int killedBy(String signal) {
        return 128 + SIGNALS.getOrDefault(signal, 0);
    }

    /** Reads to the end, and returns the exit value. */
    int awaitEnd() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("still running: " + lines);
        }
        return process.exitValue();
    }

    /** Reads up to a line of this name. */
    void awaitLine(String name) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith(name + "=")) {
                    return;
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        throw new IllegalStateException("no line of %s in %s".formatted(name, lines));
    }

    List<String> valuesOf(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static String classPath() {
        return Stream.of(
                        ConfinedProcess.class,
                        Confinement.class,
                        DuckDBDriver.class,
                        IndexWriter.class,
                        WhitespaceAnalyzer.class)
                .map(ConfinedChild::location)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
