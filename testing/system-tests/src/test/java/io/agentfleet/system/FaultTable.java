package io.agentfleet.system;

import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.load.Invariants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the fault suite shows: a line per failpoint and victim, printed and kept in a file. */
final class FaultTable {

    private static final Path FILE =
            Fleet.ROOT.resolve("testing/system-tests/target/fault-table.txt");

    private final List<String> lines =
            new ArrayList<>(
                    List.of(
                            "held at            victim           tasks  effects  repeated  retold  ended after  promises"));

    void add(Failpoint point, String victim, int tasks, Invariants invariants, Duration took) {
        lines.add(
                "%-18s %-16s %5d  %7d  %8d  %6d  %9.1f s  %s"
                        .formatted(
                                point.wire(),
                                victim,
                                tasks,
                                invariants.effects(),
                                invariants.repetitions(),
                                invariants.retold(),
                                took.toMillis() / 1000.0,
                                invariants.held() ? "held" : invariants.broken()));
        System.out.println(lines.getLast());
        write();
    }

    private void write() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
