package io.agentfleet.agent.listener;

import io.agentfleet.agent.execution.RunService;
import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.event.AgentTaskEvent;
import io.agentfleet.taskmodel.task.Task;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The agent's Kafka listener: one record after another is decoded and put into its session's lane;
 * while the lanes are full, no further record is taken and the connector pauses its partitions.
 *
 * <p>A record is acknowledged when its task's result, or its dead letter, is on the log. One that
 * is not (the process died, was stopped, or lost the partition) comes again.
 */
@ApplicationScoped
public class TaskListener {

    private static final Logger LOG = Logger.getLogger(TaskListener.class);

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final IncomingTasks tasks;
    private final EventCodecs codecs;
    private final TaskPartitions partitions;
    private final SessionLanes lanes;
    private final RunService runs;
    private final DeadLetters deadLetters;

    TaskListener(
            IncomingTasks tasks,
            EventCodecs codecs,
            @Identifier("agent-tasks") TaskPartitions partitions,
            SessionLanes lanes,
            RunService runs,
            DeadLetters deadLetters) {
        this.tasks = tasks;
        this.codecs = codecs;
        this.partitions = partitions;
        this.lanes = lanes;
        this.runs = runs;
        this.deadLetters = deadLetters;
    }

    /** Completes when the record is in its lane: only then the next one is handed over. */
    @Incoming("agent-tasks")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> take(Message<byte[]> message) {
        return CompletableFuture.runAsync(() -> enter(message), threads);
    }

    private void enter(Message<byte[]> message) {
        TaskRecord arrived = TaskRecord.of(message, partitions);
        orDeadLetter(
                arrived,
                () -> {
                    AgentTaskEvent event =
                            RetryUntilAvailable.until(
                                    () -> arrived.decode(codecs.of(AgentTaskEvent.class)));
                    Task task = task(event);
                    lanes.enter(task.session(), () -> carryOut(task, arrived), arrived::isMine);
                });
    }

    private Task task(AgentTaskEvent event) throws InterruptedException {
        try {
            return tasks.of(event);
        } catch (FleetException e) {
            runs.refuse(event, e.code(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void carryOut(Task task, TaskRecord arrived) {
        orDeadLetter(
                arrived,
                () -> {
                    switch (runs.carryOut(task, arrived.sender(), arrived::isMine)) {
                        case RunCompletion.Ended _, RunCompletion.Superseded _ ->
                                arrived.acknowledge();
                        case RunCompletion.Left left ->
                                LOG.infof(
                                        "run_released task=%s reason=%s", task.id(), left.reason());
                    }
                });
    }

    private interface Handling {
        void run() throws InterruptedException;
    }

    /**
     * What breaks goes to the dead letters, so that it blocks nothing; what is stopped comes again.
     */
    private void orDeadLetter(TaskRecord arrived, Handling handling) {
        try {
            handling.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FleetException e) {
            toDeadLetters(arrived, e.code(), String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            LOG.errorf(e, "task_record_invalid place=%s", arrived.place());
            toDeadLetters(arrived, ErrorCode.INTERNAL, "The record broke its agent: " + e);
        }
    }

    private void toDeadLetters(TaskRecord arrived, ErrorCode code, String reason) {
        try {
            RetryUntilAvailable.until(() -> {
                deadLetters.publish(arrived, code, reason);
                return code;
            });
            arrived.acknowledge();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
