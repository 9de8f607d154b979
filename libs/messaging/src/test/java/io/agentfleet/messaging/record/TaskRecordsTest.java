package io.agentfleet.messaging.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TokenBounds;
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

    private static Task task(AgentTaskEvent event) {
        return TaskRecords.task(event, SEARCH, TokenBounds.CONTRACT);
    }

    @Test
    void aPartOfATaskMayAskForWhatIsLeftAndAFleetMayAllowMore() {
        AgentTaskEvent node =
                sevenFields().setParentTaskId("t0").setRootTaskId("t0").setTokenBudget(88).build();
        assertThat(task(node).limits().tokenBudget()).isEqualTo(88);
        TokenBounds more =
                new TokenBounds(
                        new TokenBounds.Range(8_192, 512, 32_768),
                        Map.of("acme", new TokenBounds.Range(65_536, 4_096, 262_144)));
        AgentTaskEvent large = sevenFields().setTokenBudget(200_000).build();
        assertThatThrownBy(() -> TaskRecords.task(large, SEARCH, more))
                .hasMessage("token_budget 200000 is out of range: use 512 to 32768");
        large.setTenant("acme");
        assertThat(TaskRecords.task(large, SEARCH, more).limits().tokenBudget()).isEqualTo(200_000);
    }

    @Test
    void acceptsARecordWithOnlyTheFirstSevenFields() {
        Task task = task(sevenFields().build());
        assertThat(task.isRoot()).isTrue();
        assertThat(task.limits()).isEqualTo(new RunLimits(10, 8192, Optional.empty()));
        assertThat(task.tenant()).isEqualTo("default");
        assertThat(task.attempt()).isEqualTo(1);
    }

    @Test
    void findsTheDataSourceOfSuchARecordInItsContext() {
        AgentTaskEvent event = sevenFields().setContext(Map.of("data_source", "sales")).build();
        assertThat(task(event).dataSource()).isEqualTo("sales");
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
        assertThat(task(TaskRecords.event(task))).isEqualTo(task);
    }

    @Test
    void refusesWhatIsNotForThisAgentOrOutOfBounds() {
        assertThatThrownBy(() -> task(sevenFields().setTargetAgent("writer").build()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("target_agent 'writer'");
        assertThatThrownBy(() -> task(sevenFields().setTokenBudget(511).build()))
                .hasMessageContaining("token_budget 511");
        assertThatThrownBy(() -> task(sevenFields().setTrack("canary").build()))
                .hasMessageContaining("track 'canary' is not supported: send 'stable'");
        assertThatThrownBy(() -> task(sevenFields().setPrompt(" ").build()))
                .hasMessageContaining("prompt is empty");
    }
}
