package io.agentfleet.agent.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PauseBoard;
import io.agentfleet.pause.PausePoints;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.taskmodel.run.ToolCall;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PausingPortsTest {

    @TempDir Path folder;

    private PauseBoard board;
    private PausePoints points;

    @BeforeEach
    void points() {
        board = new PauseBoard(folder);
        points = new PausePoints(folder, "agent-search-2");
    }

    @Test
    void aToolIsHeldBeforeItIsCalledAndAgainAfterItHasAnswered() throws Exception {
        FakeToolGateway real = new FakeToolGateway().with("look", "{}");
        board.arm("agent-search", Boundary.TOOL_CALLED);
        board.arm("agent-search", Boundary.TOOL_ANSWERED);

        Thread call = Thread.ofVirtual().start(() -> new PausingTools(real, points).invoke(look()));

        awaitHeld(Boundary.TOOL_CALLED);
        assertThat(real.invocations()).isEmpty();
        board.release("agent-search-2", Boundary.TOOL_CALLED);
        awaitHeld(Boundary.TOOL_ANSWERED);
        assertThat(real.invocations()).hasSize(1);
        board.release("agent-search-2", Boundary.TOOL_ANSWERED);
        call.join();
    }

    @Test
    void onlyAResultIsHeldAndOnlyWhenItIsOnTheLog() throws Exception {
        InMemoryRecordLog real = new InMemoryRecordLog();
        PausingLog log = new PausingLog(real, points);
        AgentControlEvent event =
                AgentControlEvent.newBuilder()
                        .setRootTaskId("t")
                        .setSessionId("s")
                        .setType("cancel")
                        .setCreatedAt(Instant.EPOCH)
                        .build();
        board.arm("agent-search", Boundary.RESULT_PUBLISHED);

        log.publish(Topics.CONTROL, "s", event);
        Thread publishing = Thread.ofVirtual().start(() -> log.publish(Topics.RESULTS, "s", event));

        awaitHeld(Boundary.RESULT_PUBLISHED);
        assertThat(real.events(Topics.RESULTS, AgentControlEvent.class)).hasSize(1);
        board.clear();
        publishing.join();
    }

    private void awaitHeld(Boundary boundary) {
        await().untilAsserted(() -> assertThat(board.held(boundary)).contains("agent-search-2"));
    }

    private static ToolInvocation look() {
        return new ToolInvocation(
                new ToolCall("1", "look", "{}"),
                "default",
                new SessionId("s"),
                new TaskId("t"),
                new TaskId("t"),
                new AgentName("search"),
                0,
                1,
                "");
    }
}
