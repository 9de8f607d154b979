package io.agentfleet.agent.run;

import io.agentfleet.agent.gateway.TokenBudget;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.Step;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Artifact;
import io.agentfleet.taskmodel.task.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The progress of one run: usage, artifacts and published steps. Owned by the run's thread. */
final class RunProgress {

    private static final Duration BETWEEN_PIECES = Duration.ofMillis(100);

    private final AgentDefinition agent;
    private final Task task;
    private final Consumer<Step> steps;
    private final TokenBudget budget;
    private final long start = System.nanoTime();
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private Money cost = Money.NONE;
    private int step;
    private int toolCalls;
    private String lastText = "";
    private Optional<RunOutcome> ending = Optional.empty();

    RunProgress(AgentDefinition agent, Task task, Consumer<Step> steps) {
        this.agent = agent;
        this.task = task;
        this.steps = steps;
        this.budget = new TokenBudget(task.limits().tokenBudget());
    }

    Task task() {
        return task;
    }

    TokenBudget budget() {
        return budget;
    }

    boolean isOverdrawn() {
        return budget.isOverdrawn();
    }

    /** An outcome that ends the run after this step. */
    Optional<RunOutcome> ending() {
        return ending;
    }

    void end(RunOutcome outcome) {
        ending = Optional.of(outcome);
    }

    /** Throws if the run was cancelled. */
    void check(CancellationSignal signal) {
        signal.raised()
                .ifPresent(stop -> {
                    throw new FleetException(stop.code(), stop.reason());
                });
    }

    /** Takes pieces of the answer, and tells them some times a second at most. */
    Consumer<String> saying(int number) {
        StringBuilder held = new StringBuilder();
        AtomicLong due = new AtomicLong(System.nanoTime());
        return text -> {
            held.append(text);
            if (System.nanoTime() - due.get() >= 0) {
                steps.accept(new Step.TextDelta(number, held.toString()));
                held.setLength(0);
                due.set(System.nanoTime() + BETWEEN_PIECES.toNanos());
            }
        };
    }

    void modelAnswered(int number, JournalEntry.ModelAnswered answer) {
        step = number;
        cost = cost.plus(answer.usage().cost());
        String text = answer.response().message().text();
        if (!text.isBlank()) {
            lastText = text;
        }
        steps.accept(
                new Step.ModelCalled(
                        number, text, answer.usage(), Duration.ofMillis(answer.tookMs())));
    }

    void toolCalled(int number, ToolCall call) {
        toolCalls++;
        steps.accept(new Step.ToolCalled(number, call));
    }

    void toolAnswered(int number, ToolCall call, JournalEntry.ToolAnswered answer) {
        switch (answer.outcome()) {
            case ToolOutcome.Succeeded succeeded ->
                    succeeded.artifacts().forEach(a -> artifacts.put(a.name(), a));
            case ToolOutcome.Rejected ignored -> {}
            case ToolOutcome.Failed ignored -> {}
        }
        steps.accept(
                new Step.ToolAnswered(
                        number, call, answer.outcome(), Duration.ofMillis(answer.tookMs())));
    }

    /** Published like any other call, but it never reached the registry. */
    void toolRefused(int number, ToolCall call, JournalEntry.ToolAnswered answer) {
        steps.accept(new Step.ToolCalled(number, call));
        toolAnswered(number, call, answer);
    }

    RunOutcome outOfTokens() {
        return new RunOutcome.OutOfBudget(ErrorCode.TOKEN_BUDGET_EXCEEDED, lastText);
    }

    RunOutcome outOfSteps() {
        return new RunOutcome.OutOfBudget(ErrorCode.MAX_STEPS_REACHED, lastText);
    }

    /** The outcome of a run that ended early for this reason. */
    RunOutcome outcome(ErrorCode code, String reason) {
        if (code == ErrorCode.CANCELLED) {
            return new RunOutcome.Cancelled(reason);
        }
        if (code == ErrorCode.TOKEN_BUDGET_EXCEEDED && budget.remaining() == 0) {
            return outOfTokens();
        }
        boolean spent =
                code == ErrorCode.TOKEN_BUDGET_EXCEEDED || code == ErrorCode.COST_BUDGET_EXCEEDED;
        return spent && !lastText.isEmpty()
                ? new RunOutcome.Partial(code, reason, lastText)
                : new RunOutcome.Failed(code, reason);
    }

    RunResult result(RunOutcome outcome) {
        return new RunResult(
                outcome,
                List.copyOf(artifacts.values()),
                step,
                budget.used(),
                cost,
                toolCalls,
                Duration.ofNanos(System.nanoTime() - start),
                AnswerCheck.isUnanswered(agent, task, outcome));
    }
}
