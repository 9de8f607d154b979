package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Artifact;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.InMemoryStepJournal;
import io.agentfleet.agent.fake.SampleTasks;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.model.ModelGateway;
import io.agentfleet.agent.tool.ToolOutcome;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgentRunnerTest {

    private final ScriptedLanguageModel model = new ScriptedLanguageModel();
    private final FakeToolGateway tools = new FakeToolGateway();
    private final InMemoryMemoryStore memory = new InMemoryMemoryStore();
    private final InMemoryStepJournal journal = new InMemoryStepJournal();
    private final List<Step> told = new ArrayList<>();
    private final CancellationSignal signal = new CancellationSignal();

    private record Agent(Set<String> tools) implements AgentDefinition {
        @Override
        public AgentCard card() {
            return new AgentCard(new AgentName("search"), "1.0.0", "finds passages");
        }

        @Override
        public String systemPrompt() {
            return "You search.";
        }
    }

    private RunResult run(Task task) {
        return run(task, RunSettings.DEFAULT);
    }

    private RunResult run(Task task, RunSettings settings) {
        ModelGateway gateway =
                new ModelGateway(
                        model, (agent, id, usage) -> {}, new Random(1), Duration.ofMillis(1));
        return new AgentRunner(
                        new Agent(Set.of("find", "read", "slow")),
                        gateway,
                        tools,
                        memory,
                        journal,
                        settings)
                .run(task, signal, told::add);
    }

    private static Task task() {
        return SampleTasks.task("t1", "s1", "What is new?");
    }

    private static Task task(int steps, int budget) {
        return SampleTasks.task(
                "t1",
                "s1",
                "What is new?",
                new RunLimits(steps, budget, Optional.empty()),
                Map.of());
    }

    @Test
    void answersAtOnceWhenNoToolIsNeeded() {
        model.answers("All is well.");
        RunResult result = run(task());
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Completed("All is well."));
        assertThat(result.steps()).isEqualTo(1);
        assertThat(result.usage()).isEqualTo(new TokenUsage(10, 5));
    }

    @Test
    void showsTheModelTheContextPacketAsOneMessage() {
        model.answers("ok");
        run(
                SampleTasks.task(
                        "t1",
                        "s1",
                        "Write it up",
                        new RunLimits(4, 1000, Optional.empty()),
                        Map.of(
                                Task.USER_GOAL,
                                "How were sales?",
                                "output.search",
                                "{\"kind\":\"passages\"}",
                                "output.analysis",
                                "42",
                                "artifacts.analysis",
                                "[]")));
        List<Message> messages = model.requests().getFirst().messages();
        assertThat(messages.getFirst()).isEqualTo(new Message.SystemPrompt("You search."));
        assertThat(messages.getLast())
                .isEqualTo(
                        new Message.User(
                                """
                                ## Task
                                Write it up

                                ## User goal
                                How were sales?

                                ## Output of analysis
                                42

                                ## Output of search
                                {"kind":"passages"}

                                ## Files of analysis
                                []

                                ## Limits
                                At most 4 steps and 1000 tokens. Today is not given: dates are relative to the data.\
                                """));
    }

    @Test
    void callsToolsOfOneAnswerSideBySideAndObservesThemInOrder() {
        CyclicBarrier both = new CyclicBarrier(2);
        tools.with("find", call -> meet(both, "\"found\""))
                .with("read", call -> meet(both, "\"read\""));
        model.calls("find:{}", "read:{}").answers("done");
        RunResult result = run(task());
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Completed("done"));
        assertThat(result.toolCalls()).isEqualTo(2);
        assertThat(model.requests().getLast().messages())
                .endsWith(
                        new Message.ToolResult("call-0", "find", "\"found\""),
                        new Message.ToolResult("call-1", "read", "\"read\""));
    }

    private static ToolOutcome meet(CyclicBarrier barrier, String content) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            return new ToolOutcome.Failed(ErrorCode.INTERNAL, "ran alone");
        }
        return new ToolOutcome.Succeeded(content, List.of());
    }

    @Test
    void tellsEveryStepInOrder() {
        tools.with("find", "1");
        model.calls("find:{}").answers("done");
        run(task());
        assertThat(told)
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("ModelCalled", "ToolCalled", "ToolAnswered", "ModelCalled");
        assertThat(told).extracting(Step::number).containsExactly(1, 1, 1, 2);
    }

    @Test
    void collectsTheFilesThatToolsProduced() {
        Artifact chart = new Artifact("chart.png", "image/png", "file:///x/chart.png", 3);
        tools.with("find", call -> new ToolOutcome.Succeeded("{}", List.of(chart)));
        model.calls("find:{}").answers("done");
        assertThat(run(task()).artifacts()).containsExactly(chart);
    }

    @Test
    void letsTheModelDecideAboutAFailedTool() {
        tools.with("find", call -> new ToolOutcome.Failed(ErrorCode.TOOL_TIMEOUT, "too slow"));
        model.calls("find:{}").answers("could not look");
        assertThat(run(task()).outcome()).isEqualTo(new RunOutcome.Completed("could not look"));
        assertThat(model.requests().getLast().messages().getLast())
                .isEqualTo(
                        new Message.ToolResult(
                                "call-0",
                                "find",
                                "{\"error\":\"tool_timeout\",\"message\":\"too slow\"}"));
    }

    @Test
    void keepsHeadAndTailOfALongResult() {
        tools.with("find", "a".repeat(900) + "z".repeat(200));
        model.calls("find:{}").answers("done");
        run(task(), new RunSettings(100_000, 1000, 400));
        Message.ToolResult seen =
                (Message.ToolResult) model.requests().getLast().messages().getLast();
        assertThat(seen.content())
                .startsWith("{\"shortened\":true,\"total_chars\":1100,\"head\":\"aaa")
                .endsWith("zzz\"}");
        assertThat(seen.content().length()).isLessThan(500);
    }

    @Test
    void endsCompletedWithPartialOutputWhenTokensRunOut() {
        tools.with("find", "1");
        model.calls("find:{}").answers("the answer so far", new TokenUsage(600, 10));
        RunResult result = run(task(10, 512));
        assertThat(result.outcome())
                .isEqualTo(
                        new RunOutcome.OutOfBudget(
                                ErrorCode.TOKEN_BUDGET_EXCEEDED, "the answer so far"));
        assertThat(result.usage().total()).isEqualTo(625);
    }

    @Test
    void makesNoModelCallOnceTheBudgetIsSpent() {
        tools.with("find", "1");
        model.does(request ->
                new io.agentfleet.agent.model.ModelResponse(
                        new Message.Assistant(
                                "thinking",
                                List.of(new io.agentfleet.agent.chat.ToolCall("c", "find", "{}"))),
                        new TokenUsage(512, 0)));
        RunResult result = run(task(10, 512));
        assertThat(result.outcome())
                .isEqualTo(new RunOutcome.OutOfBudget(ErrorCode.TOKEN_BUDGET_EXCEEDED, "thinking"));
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void endsCompletedWhenStepsRunOut() {
        tools.with("find", "1");
        model.calls("find:{\"q\":1}").calls("find:{\"q\":2}");
        RunResult result = run(task(2, 8192));
        assertThat(result.outcome())
                .isEqualTo(new RunOutcome.OutOfBudget(ErrorCode.MAX_STEPS_REACHED, ""));
        assertThat(result.steps()).isEqualTo(2);
    }

    @Test
    void tellsAModelThatGoesInCirclesOnceThenEnds() {
        tools.with("find", "1");
        model.calls("find:{}");
        RunResult result = run(task(25, 8192));
        assertThat(result.outcome()).isInstanceOf(RunOutcome.Failed.class);
        assertThat(((RunOutcome.Failed) result.outcome()).code())
                .isEqualTo(ErrorCode.LOOP_DETECTED);
        assertThat(tools.invocations()).hasSize(4);
        assertThat(model.requests().get(3).messages().getLast().toString())
                .contains("You are repeating yourself");
    }

    @Test
    void startsNothingAfterACancel() {
        tools.with(
                "find",
                call -> {
                    signal.cancel("user said so");
                    return new ToolOutcome.Succeeded("1", List.of());
                });
        model.calls("find:{}").answers("never");
        RunResult result = run(task());
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Cancelled("user said so"));
        assertThat(model.requests()).hasSize(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void failsAtItsDeadline() {
        model.does(request -> {
            signal.expire("time is over");
            throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "interrupted");
        });
        assertThat(run(task()).outcome())
                .isEqualTo(new RunOutcome.Failed(ErrorCode.DEADLINE_EXCEEDED, "time is over"));
    }

    @Test
    void failsWithTheCodeOfAModelThatStaysAway() {
        model.does(request -> {
            throw new FleetException(ErrorCode.MODEL_UNAVAILABLE, "no answer");
        });
        assertThat(run(task()).outcome())
                .isEqualTo(new RunOutcome.Failed(ErrorCode.MODEL_UNAVAILABLE, "no answer"));
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void goesOnFromItsJournalAndPaysForNothingTwice() {
        tools.with("find", "1");
        model.calls("find:{}")
                .does(request -> {
                    throw new IllegalStateException("the process dies here");
                })
                .answers("done");
        assertThat(run(task()).outcome()).isInstanceOf(RunOutcome.Failed.class);
        List<Step> first = List.copyOf(told);
        told.clear();

        RunResult resumed = run(task());

        assertThat(resumed.outcome()).isEqualTo(new RunOutcome.Completed("done"));
        assertThat(tools.invocations()).hasSize(1);
        assertThat(model.requests()).hasSize(3);
        assertThat(told).startsWith(first.toArray(Step[]::new));
        assertThat(resumed.usage().total()).isEqualTo(30);
    }

    @Test
    void remembersGoalAndAnswerOfEarlierTasksOfTheSession() {
        model.answers("It rose.").answers("By 4 %.");
        run(SampleTasks.task("t1", "s1", "How were sales?"));
        run(SampleTasks.task("t2", "s1", "By how much?"));
        assertThat(model.requests().getLast().messages())
                .contains(
                        new Message.User("How were sales?"),
                        new Message.Assistant("It rose.", List.of()));
        assertThat(
                        memory.load(
                                        new MemoryKey(
                                                "default",
                                                new AgentName("search"),
                                                new SessionId("s1")))
                                .turns())
                .hasSize(2);
    }

    @Test
    void offersOnlyToolsThatTheAgentWants() {
        tools.with("find", "1").with("delete_everything", "1");
        model.answers("done");
        run(task());
        assertThat(model.requests().getFirst().tools())
                .extracting(t -> t.name())
                .containsExactly("find");
    }
}
