package io.agentfleet.faults.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A sequence of faults that depends on nothing but its seed and the names of the processes. */
public final class FaultPlan {

    private static final int LONGEST_FREEZE_MS = 20_000;

    private final Random random;
    private final List<String> processes;
    private final Duration every;

    /**
     * @param processes that may be hurt
     * @param every mean time between two faults
     */
    public FaultPlan(long seed, List<String> processes, Duration every) {
        this.random = new Random(seed);
        this.processes = processes.stream().sorted().toList();
        this.every = every;
        if (processes.isEmpty()) {
            throw new IllegalArgumentException("no process to hurt was named");
        }
    }

    /** How long to wait before the next fault: half to one and a half of the mean. */
    public Duration pause() {
        return Duration.ofMillis((long) (every.toMillis() * (0.5 + random.nextDouble())));
    }

    /** The next fault: most are kills, some freeze, now and then Redis is emptied. */
    public Fault next() {
        int dice = random.nextInt(10);
        String victim = processes.get(random.nextInt(processes.size()));
        Duration howLong = Duration.ofMillis(random.nextInt(500, LONGEST_FREEZE_MS));
        if (dice == 0) {
            return new Fault.Empty();
        }
        return dice <= 3 ? new Fault.Freeze(victim, howLong) : new Fault.Kill(victim);
    }
}
