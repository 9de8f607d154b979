package io.agentfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreOfTheNearestRank() {
        Latencies hundred =
                Latencies.of(
                        1,
                        Duration.ofSeconds(2),
                        LongStream.rangeClosed(1, 100)
                                .map(i -> (101 - i) * 1_000_000)
                                .boxed()
                                .toList());
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(99)).isEqualTo(99);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(hundred.perSecond()).isEqualTo(50);
    }

    @Test
    void aClosedLoopAsksEachTaskOnce() {
        java.util.Set<Integer> asked = java.util.concurrent.ConcurrentHashMap.newKeySet();
        Latencies measured =
                ClosedLoop.run(
                        4,
                        50,
                        number -> {
                            assertThat(asked.add(number)).isTrue();
                            return CompletableFuture.completedFuture(number);
                        });
        assertThat(measured.tasks()).isEqualTo(50);
        assertThat(asked).hasSize(50);
    }
}
