package io.agentfleet.cli.operations;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.log.LogFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Maven over the whole reactor, three modules at a time (one always waits for something):
 * format, static checks, unit tests, tests against real parts, and last and alone the whole fleet.
 * All that it prints goes to a file; its modules and errors are shown, and Surefire's counts of the
 * modules are added up. The user's own fleet is left alone.
 */
public final class TestRun {

    private static final Pattern MODULE =
            Pattern.compile("^\\[INFO] (Building .*\\[\\d+/\\d+]|.* (SUCCESS|FAILURE) \\[.*])");
    private static final Pattern COUNTS =
            Pattern.compile(
                    "] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+)$");
    private static final Pattern PARTS = Pattern.compile("^test parts: \\w+ .*\\((\\w+) .*");
    private static final int ERROR_LINES = 30;

    private final FleetHome home;
    private final Terminal screen;
    private final List<String> errors = new ArrayList<>();
    private final Set<String> parts = new LinkedHashSet<>();
    private int passed;
    private int failed;
    private int skipped;

    public TestRun(FleetHome home, Terminal screen) {
        this.home = home;
        this.screen = screen;
    }

    /** Runs {@code mvn verify} with more arguments; returns the exit code. */
    public int run(List<String> arguments) throws InterruptedException {
        Instant start = Instant.now();
        try {
            Files.createDirectories(home.logs());
            boolean built = maven(arguments) == 0;
            screen.clear();
            (built || !errors.isEmpty() ? errors : LogFiles.tail(home.log("test"), ERROR_LINES))
                    .forEach(screen::note);
            if (!parts.isEmpty()) {
                screen.line(
                        "Kafka, registry and Redis of the tests ran as: "
                                + String.join(", ", parts));
            }
            Duration took = Duration.between(start, Instant.now());
            screen.line(
                    "%d min %d s, log %s"
                            .formatted(took.toMinutes(), took.toSecondsPart(), home.log("test")));
            screen.line(counts(built));
            return built && failed == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "the tests cannot be run: " + e.getMessage(), e);
        }
    }

    private int maven(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        String more = System.getenv("MAVEN_ARGS");
        if (more != null && !more.isBlank()) {
            command.addAll(List.of(more.strip().split("\\s+")));
        }
        command.addAll(List.of("-f", pom().toString(), "-T", "3", "--fail-at-end", "verify"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.root().toFile())
                        .redirectErrorStream(true);
        builder.environment().remove("MAVEN_ARGS");
        builder.environment().remove("FLEET_HOME");
        builder.environment().put("FLEET_NO_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        maven.getOutputStream().close();
        Runtime.getRuntime().addShutdownHook(new Thread(maven::destroy));
        read(maven);
        return maven.waitFor();
    }

    /** Under the name that {@code ./fleet} gives to a checkout whose path has spaces. */
    private Path pom() {
        String link = System.getenv("FLEET_BUILD_ROOT");
        return (link == null ? home.root() : Path.of(link)).resolve("pom.xml");
    }

    private void read(Process maven) throws IOException {
        try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8);
                BufferedWriter copy = Files.newBufferedWriter(home.log("test"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush(); // somebody may be following it
                take(line);
            }
        }
    }

    /** A line of Maven's. */
    void take(String line) {
        Matcher module = MODULE.matcher(line);
        Matcher counts = COUNTS.matcher(line);
        Matcher part = PARTS.matcher(line);
        if (counts.find()) {
            int broken = Integer.parseInt(counts.group(2)) + Integer.parseInt(counts.group(3));
            int left = Integer.parseInt(counts.group(4));
            passed += Integer.parseInt(counts.group(1)) - broken - left;
            failed += broken;
            skipped += left;
        } else if (module.find()) {
            screen.note("  " + module.group(1));
        } else if (part.find()) {
            parts.add(part.group(1));
        } else if (line.startsWith("[ERROR]") && errors.size() < ERROR_LINES) {
            errors.add(line);
        } else if (line.contains("Running io.agentfleet.")) {
            screen.waiting(line.substring(line.indexOf("Running")));
        }
    }

    /** The closing line, which programs read. */
    String counts(boolean built) {
        String why = built || failed > 0 ? "" : "; the build itself failed";
        return "%d passed, %d failed, %d skipped%s".formatted(passed, failed, skipped, why);
    }
}
