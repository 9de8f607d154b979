package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopDetectorTest {

    @ParameterizedTest
    @CsvSource({
        "A, false",
        "AA, false",
        "AAA, true",
        "ABA, false",
        "ABAB, true",
        "ABCAB, false",
        "ABCABC, true",
        "ABCD, false",
        "XABAB, true",
        "AABB, false"
    })
    void seesAPatternThatRepeats(String turns, boolean repeats) {
        LoopDetector watch = new LoopDetector();
        boolean last = false;
        for (String turn : List.of(turns.split("(?<=.)(?=.)", -1))) {
            last =
                    watch.repeats(
                            List.of(new ToolCall("id" + turn, "find", "{\"q\":\"" + turn + "\"}")));
        }
        assertThat(last).isEqualTo(repeats);
    }
}
