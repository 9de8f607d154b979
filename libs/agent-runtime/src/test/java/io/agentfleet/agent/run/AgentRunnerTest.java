package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.Step;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgentRunnerTest extends AgentRunnerStage {

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
    void publishesEveryStepInOrder() {
        tools.with("find", "1");
        model.calls("find:{}").answers("done");
        run(task());
        assertThat(steps)
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("ModelCalled", "ToolCalled", "ToolAnswered", "ModelCalled");
        assertThat(steps).extracting(Step::number).containsExactly(1, 1, 1, 2);
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
    void goesOnFromItsJournalAndPaysForNothingTwice() {
        tools.with("find", "1");
        model.calls("find:{}")
                .does(request -> {
                    throw new IllegalStateException("the process dies here");
                })
                .answers("done");
        assertThat(run(task()).outcome()).isInstanceOf(RunOutcome.Failed.class);
        List<Step> first = List.copyOf(steps);
        steps.clear();

        RunResult resumed = run(task());

        assertThat(resumed.outcome()).isEqualTo(new RunOutcome.Completed("done"));
        assertThat(tools.invocations()).hasSize(1);
        assertThat(model.requests()).hasSize(3);
        assertThat(steps).startsWith(first.toArray(Step[]::new));
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
                .containsExactlyInAnyOrder("find", "read");
    }

    @Test
    void tellsTheModelOnceWhyItsAnswerCannotBeUsed() {
        model.answers("unusable").answers("useful");
        RunResult result = run(task());
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Completed("useful"));
        assertThat(result.steps()).isEqualTo(2);
        assertThat(model.requests().getLast().messages().getLast())
                .isEqualTo(
                        new Message.User(
                                "Your answer cannot be used: unusable is no plan. Answer again, in whole, with this mended."));
    }

    @Test
    void failsWithTheReasonIfTheMendedAnswerCannotBeUsedEither() {
        model.answers("unusable").answers("unusable too");
        assertThat(run(task()).outcome())
                .isEqualTo(
                        new RunOutcome.Failed(ErrorCode.INVALID_PLAN, "unusable too is no plan"));
    }
}
