package io.agentfleet.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that end before the model has its answer: limits, circles, orders to stop, no model. */
class AgentRunnerEarlyEndTest extends AgentRunnerStage {

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
    void aTruncatedAnswerIsNoSuccess() {
        model.does(request -> truncated("The sales were", List.of()));
        assertThat(run(task()).outcome())
                .isEqualTo(
                        new RunOutcome.OutOfBudget(
                                ErrorCode.TOKEN_BUDGET_EXCEEDED, "The sales were"));
    }

    @Test
    void callsOfATruncatedAnswerAreNotCarriedOut() {
        model.does(request -> truncated("", List.of(new ToolCall("c", "find", "{\"q\": \"bud"))));
        RunResult result = run(task());
        assertThat(result.toolCalls()).isZero();
        assertThat(result.outcome()).isInstanceOf(RunOutcome.OutOfBudget.class);
    }

    private static ModelResponse truncated(String text, List<ToolCall> calls) {
        return new ModelResponse(
                new Message.Assistant(text, calls), new TokenUsage(10, 5), "", true);
    }

    @Test
    void aSpentLimitFailsARunThatHasNothingAndEndsOneWithWhatItHas() {
        model.does(request -> spent());
        assertThat(run(task()).outcome())
                .isEqualTo(
                        new RunOutcome.Failed(
                                ErrorCode.COST_BUDGET_EXCEEDED, "the limit of session s1 is $1"));

        model.does(request ->
                        new ModelResponse(
                                new Message.Assistant(
                                        "So far: up",
                                        List.of(new ToolCall("c", "find", "{\"q\":1}"))),
                                new TokenUsage(10, 5)))
                .does(request -> spent());
        assertThat(run(task().withAttempt(2)).outcome())
                .isEqualTo(
                        new RunOutcome.Partial(
                                ErrorCode.COST_BUDGET_EXCEEDED,
                                "the limit of session s1 is $1",
                                "So far: up"));
    }

    private static ModelResponse spent() {
        throw new FleetException(ErrorCode.COST_BUDGET_EXCEEDED, "the limit of session s1 is $1");
    }

    @Test
    void failsBeforeAnyModelCallWhenNoneOfItsToolsIsThereAndNamesThem() {
        tools.withNone();
        assertThat(run(task()).outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.code()).isEqualTo(ErrorCode.TOOL_UNAVAILABLE);
                            assertThat(failed.reason())
                                    .startsWith("find, read, slow not registered");
                        });
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void makesNoModelCallOnceTheBudgetIsSpent() {
        tools.with("find", "1");
        model.does(request ->
                new ModelResponse(
                        new Message.Assistant("thinking", List.of(new ToolCall("c", "find", "{}"))),
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
    void warnsAModelThatRepeatsItselfOnceThenEnds() {
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
        assertThat(model.requests()).hasSize(5);
    }
}
