package io.agentfleet.modelserver.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.modelserver.chat.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTextTest {

    static Iterable<String> names() {
        return FaultText.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachNameStandsForAFaultByItself(String name) {
        assertThat(FaultText.read(name, 7).times()).isEqualTo(7);
    }

    @Test
    void keysChangeIt() {
        FaultRule rule = FaultText.read("rate-limited:retry-after=1500ms,times=3", 1);

        assertThat(rule.times()).isEqualTo(3);
        assertThat(rule.fault())
                .isEqualTo(
                        new Fault.Refused(
                                Refusal.Kind.RATE_LIMITED, Optional.of(Duration.ofMillis(1500))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stal|the fault 'stal' is unknown: use one of refuse, slow-connect",
                "stall:for|'for' is not understood: write KEY=VALUE with one of the keys after, for, times",
                "cut:for=2s|'for=2s' is not understood: write KEY=VALUE with one of the keys times",
                "stall:after=x|after 'x' is no whole number",
                "stall:for=2h|for '2h' is no duration: write it as 500ms, 2s or 1m"
            })
    void saysWhatCanBeWritten(String text, String message) {
        assertThatThrownBy(() -> FaultText.read(text, 1)).hasMessageContaining(message);
    }

    @Test
    void aFaultIsMetAsOftenAsItsTextSays() {
        FaultQueue queue = new FaultQueue();
        queue.add(FaultText.read("cut:times=2", 1));
        queue.add(FaultText.read("empty-answer", 0));

        assertThat(queue.take(Fault.Refused.class::isInstance)).isEmpty();
        assertThat(queue.take(fault -> true)).containsInstanceOf(Fault.Cut.class);
        assertThat(queue.take(fault -> true)).containsInstanceOf(Fault.Cut.class);
        assertThat(queue.take(fault -> true)).containsInstanceOf(Fault.EmptyAnswer.class);
        assertThat(queue.take(fault -> true)).containsInstanceOf(Fault.EmptyAnswer.class);
        assertThat(queue.texts()).containsExactly("empty-answer");
        queue.clear();
        assertThat(queue.take(fault -> true)).isEmpty();
    }
}
