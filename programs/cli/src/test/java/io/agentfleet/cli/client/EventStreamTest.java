package io.agentfleet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.taskmodel.event.TaskEvent;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final List<TaskEvent> events = new ArrayList<>();

    @Test
    void passesEventsInOrderUntilTheEndAndRemembersThePosition() throws IOException {
        EventStream.Reading reading = new EventStream.Reading("", events::add);
        reading.read(
                new StringReader(
                        """
                        :still here

                        id:1
                        event:node_started
                        data:{"type":"node_started","at":"2026-11-21T00:00:00Z","node_id":"search","agent":"search","attempt":1}

                        id: 2
                        event: ended
                        data: {"type":"ended","at":"2026-11-21T00:00:01Z","state":"COMPLETED","output":"x","error":"","steps_used":1,"tokens_used":2,"tool_calls":0,"duration_ms":3,"artifacts":[]}

                        id: 3
                        data: {"type":"node_started"}
                        """));
        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).isInstanceOf(TaskEvent.NodeStarted.class);
        assertThat(reading.ended).isTrue();
        assertThat(reading.last).isEqualTo("2");
    }

    @Test
    void passesOverAnEventOfAKindItDoesNotKnow() throws IOException {
        EventStream.Reading reading = new EventStream.Reading("6", events::add);
        reading.read(new StringReader("id: 7\ndata: {\"type\":\"approved\",\"by\":\"x\"}\n\n"));
        assertThat(events).isEmpty();
        assertThat(reading.last).isEqualTo("7");
    }

    @Test
    void keepsThePositionWhenTheConnectionBreaksWithinAnEvent() throws IOException {
        EventStream.Reading reading = new EventStream.Reading("6", events::add);
        reading.read(new StringReader("id: 7\ndata: {\"type\":\"ended\""));
        assertThat(reading.last).isEqualTo("6");
    }
}
