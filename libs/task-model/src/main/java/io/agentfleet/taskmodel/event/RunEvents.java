package io.agentfleet.taskmodel.event;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.Step;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Failure;
import io.agentfleet.taskmodel.task.Task;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells runs in the words of task events: the one place where steps and outcomes get their form.
 */
public final class RunEvents {

    /** Most characters of a step's content; the whole is in the journal while the run lasts. */
    public static final int LONGEST_CONTENT = 4_000;

    private RunEvents() {}

    /** The beginning of a user's task. */
    public static TaskEvent.Accepted accepted(Task task) {
        return new TaskEvent.Accepted(
                task.createdAt(),
                task.session().value(),
                task.tenant(),
                task.agent().value(),
                task.prompt(),
                task.metadata(),
                task.limits().maxSteps(),
                task.limits().tokenBudget());
    }

    /** One step of a task. */
    public static TaskEvent.Stepped stepped(Task task, Step step, Instant at) {
        return switch (step) {
            case Step.ModelCalled(int n, String text, var usage, var took) ->
                    stepped(
                            task,
                            n,
                            at,
                            "llm_call",
                            text,
                            "",
                            "",
                            usage.tokens().total(),
                            took.toMillis(),
                            usage);
            case Step.TextDelta(int n, String text) ->
                    stepped(task, n, at, TaskEvent.Stepped.TEXT_DELTA, text, "", "", 0, 0, null);
            case Step.ToolCalled(int n, var call) ->
                    stepped(
                            task,
                            n,
                            at,
                            "tool_call",
                            call.arguments(),
                            call.tool(),
                            "",
                            0,
                            0,
                            null);
            case Step.ToolAnswered(int n, var call, var outcome, var took) ->
                    stepped(
                            task,
                            n,
                            at,
                            "tool_result",
                            content(outcome),
                            call.tool(),
                            status(outcome),
                            0,
                            took.toMillis(),
                            null);
        };
    }

    private static TaskEvent.Stepped stepped(
            Task task,
            int number,
            Instant at,
            String kind,
            String content,
            String tool,
            String status,
            int tokens,
            long durationMs,
            @Nullable ModelUsage model) {
        return new TaskEvent.Stepped(
                at,
                task.nodeId(),
                task.agent().value(),
                task.attempt(),
                number,
                kind,
                shorten(content),
                tool,
                status,
                tokens,
                durationMs,
                model);
    }

    private static String content(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Succeeded succeeded -> succeeded.content();
            case ToolOutcome.Rejected rejected ->
                    new Failure(rejected.code(), rejected.reason()).text();
            case ToolOutcome.Failed failed -> new Failure(failed.code(), failed.reason()).text();
        };
    }

    private static String status(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Succeeded ignored -> "succeeded";
            case ToolOutcome.Rejected ignored -> "rejected";
            case ToolOutcome.Failed ignored -> "failed";
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_CONTENT ? text : text.substring(0, LONGEST_CONTENT) + "…";
    }

    /** The end of a task. */
    public static TaskEvent.Ended ended(RunResult result, Instant at) {
        return new TaskEvent.Ended(
                at,
                state(result.outcome()),
                output(result.outcome()),
                error(result.outcome()),
                result.steps(),
                result.usage().total(),
                result.toolCalls(),
                result.took().toMillis(),
                result.artifacts(),
                result.unanswered());
    }

    /** The state that an outcome leaves a task in. */
    public static TaskState state(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed ignored -> TaskState.COMPLETED;
            case RunOutcome.OutOfBudget ignored -> TaskState.COMPLETED;
            case RunOutcome.Partial ignored -> TaskState.COMPLETED;
            case RunOutcome.Failed ignored -> TaskState.FAILED;
            case RunOutcome.Cancelled ignored -> TaskState.CANCELLED;
        };
    }

    /** The code of what went wrong; empty if nothing did. */
    public static Optional<ErrorCode> code(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed ignored -> Optional.empty();
            case RunOutcome.OutOfBudget partial -> Optional.of(partial.code());
            case RunOutcome.Partial partial -> Optional.of(partial.code());
            case RunOutcome.Failed failed -> Optional.of(failed.code());
            case RunOutcome.Cancelled ignored -> Optional.of(ErrorCode.CANCELLED);
        };
    }

    /** The output of an outcome; empty if it has none. */
    public static String output(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> completed.output();
            case RunOutcome.OutOfBudget partial -> partial.partialOutput();
            case RunOutcome.Partial partial -> partial.output();
            case RunOutcome.Failed ignored -> "";
            case RunOutcome.Cancelled ignored -> "";
        };
    }

    /**
     * What went wrong, for people: empty, {@code max_steps_reached}, or a code with its
     * explanation.
     */
    public static String error(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed ignored -> "";
            case RunOutcome.OutOfBudget partial -> partial.code().wire();
            case RunOutcome.Partial partial -> new Failure(partial.code(), partial.reason()).text();
            case RunOutcome.Failed failed -> new Failure(failed.code(), failed.reason()).text();
            case RunOutcome.Cancelled cancelled ->
                    new Failure(ErrorCode.CANCELLED, cancelled.reason()).text();
        };
    }
}
