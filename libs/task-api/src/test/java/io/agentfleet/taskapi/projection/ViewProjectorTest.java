package io.agentfleet.taskapi.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.TaskLifecycleEvent;
import io.agentfleet.taskapi.fake.InMemoryTaskViews;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewProjectorTest {

    private static final TaskId TASK = new TaskId("t");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String ACCEPTED =
            """
            {"type":"accepted","at":"2026-11-20T10:00:00Z","sessionId":"s","tenant":"default",
            "agent":"orchestrator","prompt":"How did we sell?","metadata":{}}\
            """;

    private final EventCodecs codecs = new EventCodecs("http://localhost:1/apis/registry/v3");
    private final TaskViews views = new InMemoryTaskViews();
    private final ViewProjector projector = new ViewProjector(codecs, views);

    @AfterEach
    void close() {
        codecs.close();
    }

    @Test
    void appendsAnEventOnceHoweverOftenItIsPublished() {
        append(ViewProjector.lifecycle(lifecycle(1, ACCEPTED)));
        append(ViewProjector.lifecycle(lifecycle(1, ACCEPTED)));
        append(ViewProjector.step(step("t.search", 1)));
        append(ViewProjector.step(step("t.search", 1)));
        append(ViewProjector.step(step("t.search", 2)));

        assertThat(views.events(TASK, TaskViews.Place.START).events()).hasSize(3);
        assertThat(views.find(TASK).orElseThrow().prompt()).isEqualTo("How did we sell?");
    }

    @Test
    void projectsAcceptanceUnderTheIdThatTheApiGaveIt() {
        views.append(
                TASK,
                EventId.ACCEPTED,
                new TaskEvent.Accepted(
                        NOW,
                        "s",
                        "default",
                        "orchestrator",
                        "How did we sell?",
                        Map.of(),
                        10,
                        8192));

        append(ViewProjector.lifecycle(lifecycle(1, ACCEPTED)));

        assertThat(views.events(TASK, TaskViews.Place.START).events()).hasSize(1);
    }

    @Test
    void refusesADetailThatIsNoEvent() {
        assertThatThrownBy(() -> ViewProjector.lifecycle(lifecycle(1, "{\"type\":\"sung\"}")))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_RECORD));
        assertThatThrownBy(() -> projector.read(Topics.EVENTS, new byte[] {1}))
                .isInstanceOf(FleetException.class);
    }

    private void append(ViewProjector.Filed filed) {
        projector.append(filed.task(), List.of(filed.event()));
    }

    private static TaskLifecycleEvent lifecycle(int sequence, String detail) {
        return TaskLifecycleEvent.newBuilder()
                .setTaskId("t")
                .setSessionId("s")
                .setSequence(sequence)
                .setType("accepted")
                .setStatus("PENDING")
                .setDetail(detail)
                .setCreatedAt(NOW)
                .build();
    }

    private static AgentStepEvent step(String task, int sequence) {
        return AgentStepEvent.newBuilder()
                .setTaskId(task)
                .setRootTaskId("t")
                .setSessionId("s")
                .setAgent("search")
                .setStepNumber(1)
                .setSequence(sequence)
                .setType("llm_call")
                .setContent("thinking")
                .setCreatedAt(NOW)
                .build();
    }
}
