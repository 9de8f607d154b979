package io.agentfleet.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final List<String> PROCESSES = List.of("kafka", "redis", "agent-search-2");

    @Test
    void theSameSeedGivesTheSameFaultsInWhateverOrderTheProcessesAreListed() {
        FaultPlan one = plan(42, PROCESSES);
        FaultPlan other = plan(42, PROCESSES.reversed());

        assertThat(faults(one)).isEqualTo(faults(other));
        assertThat(faults(plan(43, PROCESSES))).isNotEqualTo(faults(plan(42, PROCESSES)));
    }

    @Test
    void everyKindOfFaultComes() {
        assertThat(faults(plan(1, PROCESSES)))
                .hasAtLeastOneElementOfType(Fault.Kill.class)
                .hasAtLeastOneElementOfType(Fault.Freeze.class)
                .hasAtLeastOneElementOfType(Fault.Empty.class);
    }

    @Test
    void pausesStayNearTheirMean() {
        FaultPlan plan = plan(7, PROCESSES);

        assertThat(Stream.generate(plan::pause).limit(50))
                .allMatch(pause -> pause.toMillis() >= 5_000 && pause.toMillis() <= 15_000);
    }

    @Test
    void nobodyToHurtIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1, List.of()));
    }

    private static FaultPlan plan(long seed, List<String> processes) {
        return new FaultPlan(seed, processes, Duration.ofSeconds(10));
    }

    private static List<Fault> faults(FaultPlan plan) {
        return Stream.generate(plan::next).limit(50).toList();
    }
}
