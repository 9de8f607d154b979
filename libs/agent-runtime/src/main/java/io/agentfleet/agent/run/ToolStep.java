package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The tools' part of a step: several calls of one answer run side by side on virtual threads,
 * results come in the order of the calls. A model that repeats itself gets one warning instead,
 * then stopped.
 */
final class ToolStep {

    private static final String CIRCLES =
            "You are repeating yourself: these calls were made before with the same arguments. Try another way, or answer with what you have.";

    private final ToolGateway tools;
    private final RunSettings settings;
    private final JournalReplay replay;
    private final CancellationSignal signal;
    private final LoopDetector watch = new LoopDetector();
    private boolean warned;

    ToolStep(
            ToolGateway tools,
            RunSettings settings,
            JournalReplay replay,
            CancellationSignal signal) {
        this.tools = tools;
        this.settings = settings;
        this.replay = replay;
        this.signal = signal;
    }

    List<Message> carryOut(int step, List<ToolCall> calls, RunProgress progress) {
        if (watch.repeats(calls)) {
            return refuseToCircle(step, calls, progress);
        }
        calls.forEach(call -> progress.toolCalled(step, call));
        if (calls.size() == 1) {
            ToolCall only = calls.getFirst();
            return List.of(observed(only, outcome(step, 0, only, progress.task()), step, progress));
        }
        return sideBySide(step, calls, progress);
    }

    private List<Message> sideBySide(int step, List<ToolCall> calls, RunProgress progress) {
        try (ExecutorService threads = tools.threads()) {
            List<Future<JournalEntry.ToolAnswered>> answers = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                int index = i;
                answers.add(
                        threads.submit(
                                () -> outcome(step, index, calls.get(index), progress.task())));
            }
            return inOrder(threads, step, calls, answers, progress);
        }
    }

    private List<Message> inOrder(
            ExecutorService threads,
            int step,
            List<ToolCall> calls,
            List<Future<JournalEntry.ToolAnswered>> answers,
            RunProgress progress) {
        List<Message> observed = new ArrayList<>();
        try {
            for (int i = 0; i < calls.size(); i++) {
                observed.add(observed(calls.get(i), answers.get(i).get(), step, progress));
            }
            return observed;
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.CANCELLED, "Interrupted while tools were at work", e);
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof FleetException fleet
                    ? fleet
                    : new FleetException(
                            ErrorCode.INTERNAL, "A tool call broke: " + e.getCause(), e);
        }
    }

    private Message observed(
            ToolCall call, JournalEntry.ToolAnswered answer, int step, RunProgress progress) {
        progress.toolAnswered(step, call, answer);
        return Observation.of(call, answer.outcome(), settings.toolResultCharacters());
    }

    private JournalEntry.ToolAnswered outcome(int step, int index, ToolCall call, Task task) {
        return replay.outcome(step, index).orElseGet(() -> invoke(step, index, call, task));
    }

    private JournalEntry.ToolAnswered invoke(int step, int index, ToolCall call, Task task) {
        signal.raised()
                .ifPresent(stop -> {
                    throw new FleetException(stop.code(), stop.reason());
                });
        long start = System.nanoTime();
        ToolOutcome outcome =
                tools.invoke(
                        new ToolInvocation(
                                call,
                                task.tenant(),
                                task.session(),
                                task.id(),
                                task.rootId(),
                                task.agent(),
                                task.depth(),
                                step,
                                task.dataSource(),
                                task.grant()));
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        return replay.record(new JournalEntry.ToolAnswered(step, index, outcome, tookMs));
    }

    private List<Message> refuseToCircle(int step, List<ToolCall> calls, RunProgress progress) {
        if (warned) {
            progress.end(
                    new RunOutcome.Failed(
                            ErrorCode.LOOP_DETECTED,
                            "The agent repeated the same tool calls after a warning: rephrase the task or split it"));
            return List.of();
        }
        warned = true;
        watch.reset();
        ToolOutcome refusal = new ToolOutcome.Rejected(ErrorCode.LOOP_DETECTED, CIRCLES);
        List<Message> observed = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            progress.toolRefused(
                    step, calls.get(i), new JournalEntry.ToolAnswered(step, i, refusal, 0));
            observed.add(Observation.of(calls.get(i), refusal, settings.toolResultCharacters()));
        }
        return observed;
    }
}
