package io.agentfleet.agent.task;

import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.run.RunOutcome;
import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.run.Task;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One task from arrival to its result on the log. Doing it again is harmless: an attempt that has
 * ended is not run again, its result is published again; a run that broke off goes on from its
 * journal.
 */
public final class TaskWork {

    private final AgentRuns runs;
    private final TaskLedger ledger;
    private final StepJournal journal;
    private final ResultPublisher publisher;
    private final OwnViews views;

    public TaskWork(
            AgentRuns runs,
            TaskLedger ledger,
            StepJournal journal,
            ResultPublisher publisher,
            OwnViews views) {
        this.runs = runs;
        this.ledger = ledger;
        this.journal = journal;
        this.publisher = publisher;
        this.views = views;
    }

    /** Returns when the result is on the log. */
    public void carryOut(Task task) throws InterruptedException {
        Optional<AgentResultEvent> known =
                Patience.until(() -> ledger.result(task.id(), task.attempt()));
        if (known.isPresent()) {
            publish(known.get());
            return;
        }
        views.accepted(task);
        Optional<String> cancelled = Patience.until(() -> ledger.cancelled(task.rootId()));
        RunResult result =
                cancelled
                        .map(reason -> notRun(new RunOutcome.Cancelled(reason)))
                        .orElseGet(() -> run(task));
        finish(task, result);
    }

    /**
     * A record that is no usable task ends like a task that failed, so that nobody waits for it.
     */
    public void refuse(AgentTaskEvent event, ErrorCode code, String reason)
            throws InterruptedException {
        publish(publisher.refusal(event, code, reason));
    }

    private static RunResult notRun(RunOutcome outcome) {
        return new RunResult(outcome, List.of(), 0, TokenUsage.NONE, 0, Duration.ZERO);
    }

    private RunResult run(Task task) {
        AtomicInteger sequence = new AtomicInteger();
        return runs.run(
                task,
                step -> {
                    int number = sequence.incrementAndGet();
                    publisher.step(task, number, step);
                    views.stepped(task, number, step);
                });
    }

    private void finish(Task task, RunResult result) throws InterruptedException {
        AgentResultEvent event = publisher.event(task, result);
        publish(event);
        Patience.until(() -> {
            ledger.keep(event);
            journal.forget(task.id(), task.attempt());
            return event;
        });
        views.ended(task, result);
    }

    private void publish(AgentResultEvent event) throws InterruptedException {
        Patience.until(() -> {
            publisher.publish(event);
            return event;
        });
    }
}
