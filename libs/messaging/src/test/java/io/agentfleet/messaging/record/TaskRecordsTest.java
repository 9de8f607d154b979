package io.agentfleet.messaging.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRecordsTest {

    private static final AgentName SEARCH = new AgentName("search");

    private static AgentTaskEvent.Builder sevenFields() {
        return AgentTaskEvent.newBuilder()
                .setTaskId("t1")
                .setSourceAgent("client")
                .setTargetAgent("search")
                .setSessionId("세션 1")
                .setPrompt("find it")
                .setContext(Map.of())
                .setCreatedAt(SampleTasks.NOON);
    }

    @Test
    void acceptsARecordWithOnlyTheFirstSevenFields() {
        Task task = TaskRecords.task(sevenFields().build(), SEARCH);
        assertThat(task.isRoot()).isTrue();
        assertThat(task.limits()).isEqualTo(new RunLimits(10, 8192, Optional.empty()));
        assertThat(task.tenant()).isEqualTo("default");
        assertThat(task.attempt()).isEqualTo(1);
    }

    @Test
    void findsTheDataSourceOfSuchARecordInItsContext() {
        AgentTaskEvent event = sevenFields().setContext(Map.of("data_source", "sales")).build();
        assertThat(TaskRecords.task(event, SEARCH).dataSource()).isEqualTo("sales");
    }

    @Test
    void bringsATaskBackAsItWas() {
        Task task =
                SampleTasks.task(
                                "t1",
                                "s1",
                                "find it",
                                new RunLimits(3, 600, Optional.of(SampleTasks.NOON)),
                                Map.of("output.a", "b"))
                        .withGrant("a grant");
        assertThat(TaskRecords.task(TaskRecords.event(task), SEARCH)).isEqualTo(task);
    }

    @Test
    void refusesWhatIsNotForThisAgentOrOutOfBounds() {
        assertThatThrownBy(() ->
                        TaskRecords.task(sevenFields().setTargetAgent("writer").build(), SEARCH))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("target_agent 'writer'");
        assertThatThrownBy(
                        () -> TaskRecords.task(sevenFields().setTokenBudget(511).build(), SEARCH))
                .hasMessageContaining("token_budget 511");
        assertThatThrownBy(() -> TaskRecords.task(sevenFields().setTrack("canary").build(), SEARCH))
                .hasMessageContaining("track 'canary' is not supported: send 'stable'");
        assertThatThrownBy(() -> TaskRecords.task(sevenFields().setPrompt(" ").build(), SEARCH))
                .hasMessageContaining("prompt is empty");
    }
}
