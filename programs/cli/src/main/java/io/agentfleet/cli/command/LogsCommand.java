package io.agentfleet.cli.command;

import io.agentfleet.cli.client.LogLevelClient;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.log.LogLine;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet logs}. */
@Command(
        name = "logs",
        description = {
            "Shows the end of the logs of one process, or of all.",
            "With --level changes how much services write, until they start again."
        })
final class LogsCommand implements Callable<Integer> {

    private static final long LOOK_MS = 200;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A process as status names it, 'supervisor' or 'build'.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many lines of each (default: ${DEFAULT-VALUE}).")
    private int lines = 40;

    @Option(
            names = "--level",
            paramLabel = "CATEGORY=LEVEL",
            description =
                    "Set the level of a log category and all below it, such as io.agentfleet=DEBUG, in the service NAME or in all.")
    private List<String> levels = List.of();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Terminal screen = Terminal.ofProcess();
        if (!levels.isEmpty()) {
            setLevels(screen);
            return ExitCode.OK;
        }
        List<Path> logs = logs(FleetHome.current());
        Map<Path, Long> shown = new HashMap<>();
        for (Path log : logs) {
            shown.put(log, Files.size(log));
            LogFiles.tail(log, lines).forEach(line -> screen.line(prefix(log, screen) + line));
        }
        while (follow) {
            for (Path log : logs) {
                shown.put(log, more(log, shown.getOrDefault(log, 0L), screen));
            }
            Thread.sleep(LOOK_MS);
        }
        return ExitCode.OK;
    }

    private void setLevels(Terminal screen) {
        Map<String, String> byCategory = byCategory(levels);
        FleetState state = RunningFleet.state(FleetHome.current());
        List<ProcessState> services = services(state);
        try (LogLevelClient client = new LogLevelClient(RunningFleet.token(state))) {
            for (ProcessState one : services) {
                byCategory.forEach((category, level) -> {
                    client.set(one.name(), one.port(), category, level);
                    screen.note("%s: %s=%s".formatted(one.name(), category, level));
                });
            }
        }
    }

    private static Map<String, String> byCategory(List<String> levels) {
        Map<String, String> byCategory = new LinkedHashMap<>();
        for (String one : levels) {
            String[] parts = one.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "'%s' is not CATEGORY=LEVEL: write such as io.agentfleet=DEBUG"
                                .formatted(one));
            }
            byCategory.put(parts[0], parts[1]);
        }
        return byCategory;
    }

    /** The instances of the service, or the one instance, that was named; all services if none. */
    private List<ProcessState> services(FleetState state) {
        List<ProcessState> services =
                state.processes().stream()
                        .filter(one -> !FleetAddresses.PARTS.containsKey(one.service()))
                        .filter(one ->
                                name.isEmpty()
                                        || name.get().equals(one.service())
                                        || name.get().equals(one.name()))
                        .toList();
        if (services.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no service '%s' whose levels could be set: './fleet status' lists them"
                            .formatted(name.orElse("")));
        }
        return services;
    }

    private long more(Path log, long from, Terminal screen) throws IOException {
        long size = Files.exists(log) ? Files.size(log) : 0;
        long start = size < from ? 0 : from;
        if (size == start) {
            return start;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.min(size - start, 1 << 20))];
            file.seek(start);
            file.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> screen.line(prefix(log, screen) + LogLine.readable(line)));
            return start + whole;
        }
    }

    private String prefix(Path log, Terminal screen) {
        return name.isPresent() ? "" : screen.dim("%-15s ".formatted(nameOf(log)));
    }

    private List<Path> logs(FleetHome home) throws IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(home.logs())) {
            try (Stream<Path> files = Files.list(home.logs())) {
                files.filter(file -> file.toString().endsWith(".log")).sorted().forEach(all::add);
            }
        }
        if (name.isEmpty()) {
            return all;
        }
        List<Path> one = all.stream().filter(log -> nameOf(log).equals(name.get())).toList();
        if (one.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no log of '%s' in %s; there is: %s"
                            .formatted(
                                    name.get(),
                                    home.logs(),
                                    all.isEmpty()
                                            ? "nothing yet"
                                            : String.join(
                                                    ", ",
                                                    all.stream()
                                                            .map(LogsCommand::nameOf)
                                                            .toList())));
        }
        return one;
    }

    private static String nameOf(Path log) {
        return log.getFileName().toString().replaceFirst("\\.log$", "");
    }
}
