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
 * The user's own fleet is left alone.
 */
public final class TestRun {

    private static final Pattern BUILDING =
            Pattern.compile("\\[INFO] Building (.+?) \\S+-SNAPSHOT +\\[(\\d+)/(\\d+)]");
    private static final Pattern BUILT =
            Pattern.compile("\\[INFO] (\\S.+?) \\.* ?(SUCCESS|FAILURE) \\[ *(.+)]");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PARTS = Pattern.compile("^test parts: \\w+ .*\\((\\w+) .*");
    private static final int ERROR_LINES = 30;
    private static final String MODULES_AT_ONCE = "3";

    private final FleetHome home;
    private final Terminal screen;
    private final Path log;
    private final List<String> errors = new ArrayList<>();
    private final Set<String> parts = new LinkedHashSet<>();

    public TestRun(FleetHome home, Terminal screen) {
        this.home = home;
        this.screen = screen;
        this.log = home.log("test");
    }

    /** Runs {@code mvn verify} with more arguments; returns the exit code. */
    public int run(List<String> arguments) throws InterruptedException {
        Instant start = Instant.now();
        try {
            Files.createDirectories(home.logs());
            int maven = maven(arguments);
            TestReports reports = TestReports.of(modules(), start);
            summary(maven, reports, Duration.between(start, Instant.now()));
            return maven == 0 && reports.failed() == 0 ? ExitCode.OK : ExitCode.FAILED;
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
        command.addAll(
                List.of("-f", pom().toString(), "-T", MODULES_AT_ONCE, "--fail-at-end", "verify"));
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
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.write(line);
                copy.newLine();
                copy.flush(); // somebody may be following it
                take(line);
            }
        }
    }

    private void take(String line) {
        Matcher building = BUILDING.matcher(line);
        Matcher built = BUILT.matcher(line);
        Matcher part = PARTS.matcher(line);
        if (building.find()) {
            screen.note(
                    "  [%s/%s] %s"
                            .formatted(building.group(2), building.group(3), building.group(1)));
        } else if (built.find()) {
            screen.note("  %-62s %s".formatted(built.group(1), screen.dim(built.group(3))));
        } else if (part.find()) {
            parts.add(part.group(1));
        } else if (line.startsWith("[ERROR]") && errors.size() < ERROR_LINES) {
            errors.add(line);
        } else if (line.contains("Running io.agentfleet.")) {
            screen.waiting(line.substring(line.indexOf("Running")));
        }
    }

    private void summary(int maven, TestReports reports, Duration took) {
        screen.clear();
        if (maven != 0) {
            errors.forEach(screen::note);
            if (errors.isEmpty()) {
                LogFiles.tail(log, ERROR_LINES).forEach(screen::note);
            }
        }
        reports.failures().forEach(name -> screen.line(screen.red("failed: ") + name));
        if (!parts.isEmpty()) {
            screen.line(
                    "Kafka, registry and Redis of the tests ran as: " + String.join(", ", parts));
        }
        screen.line("%d min %d s, log %s".formatted(took.toMinutes(), took.toSecondsPart(), log));
        screen.line(
                "%d passed, %d failed, %d skipped%s"
                        .formatted(
                                reports.passed(),
                                reports.failed(),
                                reports.skipped(),
                                maven != 0 && reports.failed() == 0
                                        ? "; the build itself failed"
                                        : ""));
    }

    private List<Path> modules() throws IOException {
        List<Path> modules = new ArrayList<>();
        Matcher matcher = MODULE.matcher(Files.readString(home.root().resolve("pom.xml")));
        while (matcher.find()) {
            modules.add(home.root().resolve(matcher.group(1)));
        }
        return modules;
    }
}
