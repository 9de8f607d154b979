package io.agentfleet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.bench.measure.Timing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopsTest {

    private final AtomicInteger asked = new AtomicInteger();

    private CompletableFuture<?> later(int millis) {
        asked.incrementAndGet();
        return new CompletableFuture<>().completeOnTimeout("", millis, TimeUnit.MILLISECONDS);
    }

    @Test
    void aClosedLoopAsksAsManyTasksAsWanted() throws Exception {
        Timing timing = ClosedLoop.run(4, new StopCondition.Tasks(10), () -> later(1));
        assertThat(asked).hasValue(10);
        assertThat(timing.answered()).isEqualTo(10);
    }

    @Test
    void aClientWaitsForItsAnswerBeforeItAsksAgain() throws Exception {
        Timing timing = ClosedLoop.run(1, new StopCondition.Tasks(5), () -> later(20));
        assertThat(timing.perSecond()).isLessThan(55);
    }

    @Test
    void aClosedLoopOfAGivenLengthEnds() throws Exception {
        Timing timing =
                ClosedLoop.run(2, new StopCondition.Time(Duration.ofMillis(100)), () -> later(5));
        assertThat(timing.answered()).isLessThan(45); // none at all on a machine that is very busy
    }

    @Test
    void countsWhatFailedAndGoesOn() throws Exception {
        Timing timing =
                ClosedLoop.run(
                        1,
                        new StopCondition.Tasks(3),
                        () ->
                                asked.incrementAndGet() == 2
                                        ? CompletableFuture.failedFuture(
                                                new IllegalStateException("no"))
                                        : CompletableFuture.completedFuture(""));
        assertThat(timing.answered()).isEqualTo(2);
        assertThat(timing.failed()).isEqualTo(1);
        assertThat(timing.firstFailure()).isEqualTo("no");
    }

    /** One answer that stalls the sender makes those that were due meanwhile late, too. */
    @Test
    void anOpenLoopCountsFromWhenAQuestionWasDue() throws Exception {
        Timing timing =
                OpenLoop.run(
                        100,
                        Duration.ofMillis(500),
                        () -> {
                            if (asked.incrementAndGet() == 1) {
                                CompletableFuture<?> stall = later(300);
                                stall.join();
                            }
                            return CompletableFuture.completedFuture("");
                        });
        assertThat(timing.answered()).isEqualTo(50);
        assertThat(timing.p50Ms()).isGreaterThan(30);
    }
}
