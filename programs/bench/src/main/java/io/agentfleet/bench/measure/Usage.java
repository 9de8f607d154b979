package io.agentfleet.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time that processes have used so far.
 *
 * @param cpuSeconds user and system time by name of the process
 */
public record Usage(Map<String, Double> cpuSeconds) {

    public Usage {
        cpuSeconds = new TreeMap<>(cpuSeconds);
    }

    /** As it is now; a process that is gone has used nothing. */
    public static Usage of(Map<String, Long> pids) {
        Map<String, Double> used = new TreeMap<>();
        pids.forEach((name, pid) -> used.put(name, ProcessStat.cpuSeconds(pid)));
        return new Usage(used);
    }

    /** What was used since; a process that was started anew counts from its start. */
    public Usage since(Usage earlier) {
        Map<String, Double> more = new TreeMap<>();
        cpuSeconds.forEach((name, now) -> {
            double before = earlier.cpuSeconds.getOrDefault(name, 0.0);
            more.put(name, now >= before ? now - before : now);
        });
        return new Usage(more);
    }

    public double total() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
