package io.agentfleet.messaging.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryUntilAvailableTest {

    private final AtomicInteger attempts = new AtomicInteger();

    private int away(int times) {
        if (attempts.incrementAndGet() <= times) {
            throw new FleetException(ErrorCode.UNAVAILABLE, "away");
        }
        return attempts.get();
    }

    @Test
    void triesAgainUntilWhatIsAwayIsBack() throws Exception {
        assertThat(RetryUntilAvailable.until(() -> away(2))).isEqualTo(3);
    }

    @Test
    void doesNotRepeatWhatTimeDoesNotMend() {
        assertThatThrownBy(() ->
                        RetryUntilAvailable.until(() -> {
                            attempts.incrementAndGet();
                            throw new FleetException(ErrorCode.INVALID_ARGUMENT, "wrong");
                        }))
                .isInstanceOf(FleetException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anInterruptEndsTheWaitButNeverHidesWhatWasDone() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(RetryUntilAvailable.until(() -> away(0))).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        assertThatThrownBy(() -> RetryUntilAvailable.until(() -> away(5)))
                .isInstanceOf(InterruptedException.class);
    }
}
