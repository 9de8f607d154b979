package io.agentfleet.failpoints.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.FailpointControl;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.taskmodel.run.ToolCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AgentFailpointsTest {

    @TempDir Path folder;

    private FailpointControl control;
    private AgentDrill drill;

    @BeforeEach
    void drill() {
        control = new FailpointControl(folder);
        drill = new AgentFailpoints(Optional.of(new Failpoints(folder, "agent-search-2")));
    }

    @Test
    void aToolIsHeldBeforeItIsCalledAndAgainAfterItHasAnswered() throws Exception {
        FakeToolGateway real = new FakeToolGateway().with("look", "{}");
        ToolGateway tools = drill.around(real);
        control.arm("agent-search", Failpoint.TOOL_CALLED);
        control.arm("agent-search", Failpoint.TOOL_ANSWERED);

        Thread call = Thread.ofVirtual().start(() -> tools.invoke(look()));

        awaitHeld(Failpoint.TOOL_CALLED);
        assertThat(real.invocations()).isEmpty();
        control.release("agent-search-2", Failpoint.TOOL_CALLED);
        awaitHeld(Failpoint.TOOL_ANSWERED);
        assertThat(real.invocations()).hasSize(1);
        control.release("agent-search-2", Failpoint.TOOL_ANSWERED);
        call.join();
    }

    @Test
    void onlyAResultIsHeldAndOnlyWhenItIsOnTheLog() throws Exception {
        InMemoryRecordLog real = new InMemoryRecordLog();
        RecordLog log = drill.around(real);
        AgentControlEvent event =
                AgentControlEvent.newBuilder()
                        .setRootTaskId("t")
                        .setSessionId("s")
                        .setType("cancel")
                        .setCreatedAt(Instant.EPOCH)
                        .build();
        control.arm("agent-search", Failpoint.RESULT_PUBLISHED);

        log.publish(Topics.CONTROL, "s", event);
        Thread publishing = Thread.ofVirtual().start(() -> log.publish(Topics.RESULTS, "s", event));

        awaitHeld(Failpoint.RESULT_PUBLISHED);
        assertThat(real.events(Topics.RESULTS, AgentControlEvent.class)).hasSize(1);
        control.clear();
        publishing.join();
    }

    private void awaitHeld(Failpoint point) {
        await().untilAsserted(() -> assertThat(control.held(point)).contains("agent-search-2"));
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
                "",
                "");
    }
}
