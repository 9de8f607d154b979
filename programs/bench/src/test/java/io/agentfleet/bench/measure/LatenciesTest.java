package io.agentfleet.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void reportsRateAndPercentiles() {
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(1, 100).forEach(ms -> latencies.answered(ms * 1_000_000));
        Timing timing = latencies.timing(Duration.ofSeconds(2));
        assertThat(timing.answered()).isEqualTo(100);
        assertThat(timing.perSecond()).isEqualTo(50);
        assertThat(timing.p50Ms()).isCloseTo(50, within(0.1));
        assertThat(timing.p99Ms()).isCloseTo(99, within(0.1));
        assertThat(timing.maxMs()).isCloseTo(100, within(0.1));
    }

    @Test
    void aTaskThatFailedHasNoLatencyAndAReason() {
        Latencies latencies = new Latencies();
        latencies.answered(1_000_000);
        latencies.failed(new IllegalStateException("first"));
        latencies.failed(new IllegalStateException("second"));
        Timing timing = latencies.timing(Duration.ofSeconds(1));
        assertThat(timing.answered()).isEqualTo(1);
        assertThat(timing.failed()).isEqualTo(2);
        assertThat(timing.firstFailure()).isEqualTo("first");
    }

    @Test
    void processorTimeIsThatOfUserAndSystem() {
        String stat =
                "42 (a (strange) name) S 1 42 42 0 -1 4194560 8000 0 3 0 150 50 0 0 20 0 30 0";
        assertThat(ProcessStat.cpuSecondsOf(stat)).isEqualTo(2.0);
    }

    @Test
    void aProcessThatIsGoneUsesNothing() {
        assertThat(ProcessStat.cpuSeconds(Integer.MAX_VALUE)).isZero();
        assertThat(ProcessStat.residentBytes(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void usageIsWhatWasAddedSince() {
        Usage before = new Usage(Map.of("a", 5.0, "b", 9.0));
        Usage after = new Usage(Map.of("a", 7.5, "b", 1.0));
        assertThat(after.since(before).cpuSeconds())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", 2.5, "b", 1.0));
        assertThat(after.since(before).total()).isEqualTo(3.5);
    }
}
