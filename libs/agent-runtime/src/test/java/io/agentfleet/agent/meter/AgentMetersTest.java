package io.agentfleet.agent.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.task.AgentCard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgentMetersTest {

    private static final AgentName SEARCH = new AgentName("search");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AgentMeters meters =
            new AgentMeters(registry, new AgentCard(SEARCH, "1.0.0", "finds"), Set.of("find"));

    @Test
    void countsARunByItsOutcomeWithItsStepsAndTokens() {
        meters.started(Duration.ofSeconds(3));
        assertThat(registry.get("active_agents").gauge().value()).isEqualTo(1);
        meters.ended(run(new RunOutcome.Completed("found")));
        meters.left();

        assertThat(requests("success")).isEqualTo(1);
        assertThat(registry.get("active_agents").gauge().value()).isZero();
        assertThat(registry.get("agent_steps").summary().totalAmount()).isEqualTo(4);
        assertThat(registry.get("agent_run_tokens").summary().totalAmount()).isEqualTo(30);
        assertThat(registry.get("agent_task_wait").timer().mean(TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void namesTheErrorOfARunThatFailed() {
        meters.ended(run(new RunOutcome.Failed(ErrorCode.MODEL_UNAVAILABLE, "away")));

        assertThat(requests("failure")).isEqualTo(1);
        assertThat(
                        registry.get("gen_ai.invoke_agent.duration")
                                .tag("error_type", "model_unavailable")
                                .timer()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void measuresModelCallsUnderOpenTelemetrysNames() {
        ScriptedLanguageModel scripted =
                new ScriptedLanguageModel()
                        .answers("found")
                        .does(request -> {
                            throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "away");
                        });
        ModelRequest request =
                new ModelRequest(
                        SEARCH,
                        List.of(new Message.User("find x")),
                        List.of(),
                        Optional.empty(),
                        9);
        assertThat(meters.around(scripted).complete(request).message().text()).isEqualTo("found");
        assertThatThrownBy(() -> meters.around(scripted).complete(request))
                .isInstanceOf(FleetException.class);

        assertThat(chats("")).isEqualTo(1);
        assertThat(chats("model_unavailable")).isEqualTo(1);
    }

    private long chats(String error) {
        return registry.get("gen_ai.client.operation.duration")
                .tag("error_type", error)
                .timer()
                .count();
    }

    @Test
    void aThousandMadeUpToolsAreOneSeries() {
        FakeToolGateway tools = new FakeToolGateway().with("find", "1");
        meters.around(tools).invoke(call("find"));
        meters.around(tools).invoke(call("made_up"));
        int before = registry.getMeters().size();

        for (int i = 0; i < 1_000; i++) {
            meters.around(tools).invoke(call("made_up_" + i));
        }

        assertThat(registry.getMeters()).hasSize(before);
        assertThat(
                        registry.get("gen_ai.execute_tool.duration")
                                .tag("gen_ai_tool_name", "other")
                                .timer()
                                .count())
                .isEqualTo(1_001);
    }

    private static ToolInvocation call(String tool) {
        TaskId task = new TaskId("t-1");
        return new ToolInvocation(
                new ToolCall("c1", tool, "{}"),
                "default",
                new SessionId("s-1"),
                task,
                task,
                SEARCH,
                0,
                1,
                "",
                "");
    }

    private double requests(String status) {
        return registry.get("agent_requests").tag("status", status).counter().count();
    }

    private static RunResult run(RunOutcome outcome) {
        return new RunResult(
                outcome,
                List.of(),
                4,
                new TokenUsage(20, 10),
                Money.NONE,
                1,
                Duration.ofMillis(1_500),
                false);
    }
}
