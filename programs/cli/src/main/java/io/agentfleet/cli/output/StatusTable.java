package io.agentfleet.cli.output;

import io.agentfleet.localfleet.state.ProcessPhase;
import java.util.ArrayList;
import java.util.List;

/** The processes of a fleet as a table. */
public final class StatusTable {

    private static final int REASON_WIDTH = 100;

    private StatusTable() {}

    /**
     * One process, asked just now.
     *
     * @param readyAfterS seconds from its start to its readiness; 0 if it was never ready
     * @param memoryBytes resident now
     */
    public record Row(
            String name,
            String service,
            int instance,
            ProcessPhase state,
            String reason,
            long pid,
            int port,
            double readyAfterS,
            long memoryBytes,
            int restarts) {}

    /** The table, with reasons of what is not ready below it. */
    public static List<String> lines(List<Row> rows, Terminal screen) {
        TextTable table =
                new TextTable(
                        List.of(
                                "PROCESS",
                                "STATE",
                                "PID",
                                "PORT",
                                "READY AFTER",
                                "MEMORY",
                                "RESTARTS"));
        for (Row row : rows) {
            table.add(
                    List.of(
                            row.name(),
                            row.state().wire().replace('_', ' '),
                            row.pid() == 0 ? "" : Long.toString(row.pid()),
                            Integer.toString(row.port()),
                            row.readyAfterS() == 0 ? "" : "%.1f s".formatted(row.readyAfterS()),
                            row.memoryBytes() == 0 ? "" : mebibytes(row.memoryBytes()),
                            Integer.toString(row.restarts())));
        }
        List<String> drawn = table.lines();
        List<String> lines = new ArrayList<>();
        lines.add(screen.bold(drawn.getFirst()));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(painted(rows.get(i).state(), drawn.get(i + 1), screen));
            if (!rows.get(i).reason().isBlank()) {
                lines.add("  └─ " + DisplayWidth.shorten(rows.get(i).reason(), REASON_WIDTH));
            }
        }
        return lines;
    }

    /** Memory for people. */
    public static String mebibytes(long bytes) {
        return "%,d MiB".formatted(bytes >> 20);
    }

    private static String painted(ProcessPhase phase, String line, Terminal screen) {
        return switch (phase) {
            case READY -> line;
            case STARTING, NOT_READY, RESTARTING, RENEWING -> screen.yellow(line);
            case FAILED -> screen.red(line);
            case STOPPED -> screen.dim(line);
        };
    }
}
