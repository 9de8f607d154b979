package io.agentfleet.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux reports of a process under {@code /proc}; zero elsewhere, and for a process that has
 * ended.
 */
public final class ProcessStat {

    /** Clock ticks of a second: 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private ProcessStat() {}

    /** User and system time of all its threads so far. */
    public static double cpuSeconds(long pid) {
        return lines(pid, "stat").stream().findFirst().map(ProcessStat::cpuSecondsOf).orElse(0.0);
    }

    /** Bytes resident now. */
    public static long residentBytes(long pid) {
        return lines(pid, "status").stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** Of a line of {@code stat}: the name, in parentheses, may hold blanks. */
    static double cpuSecondsOf(String line) {
        List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS;
    }

    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
