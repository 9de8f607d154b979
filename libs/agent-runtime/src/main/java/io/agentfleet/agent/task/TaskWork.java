package io.agentfleet.agent.task;

import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One task from arrival to its result on the log. Doing it again is harmless: an attempt that has
 * ended is not run again, its kept result is published again; a run that broke off goes on from its
 * journal.
 */
public final class TaskWork {

    private static final Logger LOG = Logger.getLogger(TaskWork.class);

    private final AgentRuns runs;
    private final ResultPublisher publisher;
    private final OwnViews views;
    private final MessagingSpans tracing;

    public TaskWork(
            AgentRuns runs, ResultPublisher publisher, OwnViews views, MessagingSpans tracing) {
        this.runs = runs;
        this.publisher = publisher;
        this.views = views;
        this.tracing = tracing;
    }

    /** The same, as a part of the trace that the task came with. */
    boolean carryOut(Task task, Context sender, BooleanSupplier mine) throws InterruptedException {
        try (OpenSpan _ =
                tracing.process(Topics.tasks(task.agent()), task.session().value(), sender)) {
            return carryOut(task, mine);
        }
    }

    /**
     * Returns when the task's result is kept and then on the log, or when a later attempt is known.
     *
     * @param mine asked while another process is at it: false once that process answers for it
     * @return false if it was left as it stands: its record must come again, here or elsewhere
     */
    public boolean carryOut(Task task, BooleanSupplier mine) throws InterruptedException {
        views.accepted(task);
        while (mine.getAsBoolean()) {
            switch (runs.carryOut(task, steps(task), mine)) {
                case RunFate.Ended ended -> {
                    publish(publisher.event(task, ended.run()));
                    views.ended(task, ended.run().result());
                    return true;
                }
                case RunFate.Superseded later -> {
                    if (later.attempt() > task.attempt()) {
                        return true;
                    }
                    LOG.warnf("run_superseded task=%s", task.id());
                }
                case RunFate.Left left -> {
                    LOG.infof("run_left task=%s reason=%s", task.id(), left.reason());
                    return false;
                }
            }
        }
        return false;
    }

    private Consumer<TaskEvent.Stepped> steps(Task task) {
        AtomicInteger sequence = new AtomicInteger();
        return step -> {
            int number = sequence.incrementAndGet();
            publisher.step(task, number, step);
            views.stepped(task, number, step);
        };
    }

    /**
     * A record that is no usable task ends like a task that failed, so that nobody waits for it.
     */
    public void refuse(AgentTaskEvent event, ErrorCode code, String reason)
            throws InterruptedException {
        publish(publisher.refusal(event, code, reason));
    }

    /** A task that broke what surrounds its run ends like one that failed. */
    void giveUp(Task task, Throwable cause) throws InterruptedException {
        publish(publisher.broken(task, cause));
    }

    private void publish(AgentResultEvent event) throws InterruptedException {
        RetryUntilAvailable.until(() -> {
            publisher.publish(event);
            return event;
        });
    }
}
