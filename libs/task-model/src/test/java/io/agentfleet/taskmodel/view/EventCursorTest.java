package io.agentfleet.taskmodel.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.EventId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {

    private static final TaskId ROOT = new TaskId("t-1");

    @Test
    void isTheSameTextWhateverTheOrder() {
        List<EventId> names = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            names.add(EventId.ofTask(i));
            names.add(EventId.step(ROOT, ROOT.node("search"), 1, i));
            names.add(EventId.step(ROOT, ROOT, 2, i));
        }
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(names, new Random(seed));
            EventCursor seen = EventCursor.NONE;
            for (EventId name : names) {
                assertThat(seen.has(name)).isFalse();
                seen = seen.plus(name);
                assertThat(seen.has(name)).isTrue();
                assertThat(EventCursor.parse(seen.toString())).isEqualTo(seen);
            }
            assertThat(seen).hasToString("12;:2=12;search:1=12");
        }
    }

    @Test
    void findsGapsAndWhereTheEventsAreComplete() {
        EventCursor seen = EventCursor.parse("3+5-9");

        assertThat(seen.has(EventId.ofTask(4))).isFalse();
        assertThat(seen.has(EventId.ofTask(5))).isTrue();
        assertThat(seen.hasEventsTo(3)).isTrue();
        assertThat(seen.hasEventsTo(9)).isFalse();
        assertThat(seen.lastTaskEvent()).isEqualTo(9);
        assertThat(seen.plus(EventId.ofTask(4))).hasToString("9");
        assertThat(EventCursor.parse("2-4").hasEventsTo(3)).isFalse();
    }

    @Test
    void takesBlankAndZeroForNothing() {
        assertThat(EventCursor.parse("").isNone()).isTrue();
        assertThat(EventCursor.parse("0").isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1;",
                "a=1",
                "5-3",
                "0-3",
                "7+0",
                "1 2",
                "1,2",
                "search:1=",
                "99999999999"
            })
    void refusesATextThatIsNone(String text) {
        assertThatThrownBy(() -> EventCursor.parse(text))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
}
