package io.agentfleet.agent.task;

import io.agentfleet.agent.door.SubmissionCheck;
import io.agentfleet.agent.log.kafka.EventCodecs;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentControlEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hears orders about running tasks. Every instance of every agent hears every order; one that comes
 * before its task is kept in the ledger. Orders heard by nobody else's business are harmless.
 */
@ApplicationScoped
public class ControlListener {

    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final String CANCEL = "cancel";

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EventCodecs codecs;
    private final Cancellations cancellations;
    private final TaskLedger ledger;

    ControlListener(EventCodecs codecs, Cancellations cancellations, TaskLedger ledger) {
        this.codecs = codecs;
        this.cancellations = cancellations;
        this.ledger = ledger;
    }

    /** Completes when the order is obeyed. */
    @Incoming("agent-control")
    public CompletionStage<Void> hear(Message<byte[]> message) {
        return CompletableFuture.runAsync(() -> obey(message), threads)
                .thenCompose(done -> message.ack());
    }

    private void obey(Message<byte[]> message) {
        TaskRecord arrived = TaskRecord.of(message);
        try {
            AgentControlEvent order =
                    Patience.until(() -> arrived.decode(codecs.of(AgentControlEvent.class)));
            obey(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FleetException e) {
            // one dead letter per fleet is enough: the orchestrator writes it
            LOG.warnf("control_unreadable place=%s reason=%s", arrived.place(), e.getMessage());
        }
    }

    private void obey(AgentControlEvent order) throws InterruptedException {
        TaskId root = SubmissionCheck.taskId(order.getRootTaskId());
        if (!order.getType().equals(CANCEL)) {
            throw new FleetException(
                    ErrorCode.UNREADABLE_RECORD,
                    "control type '%s' is unknown: send 'cancel'".formatted(order.getType()));
        }
        LOG.infof("cancel_heard task=%s", root);
        cancellations.cancel(root, order.getReason());
        Patience.until(() -> {
            ledger.cancel(root, order.getReason());
            return root;
        });
        // once more: a run may have started before the ledger knew
        cancellations.cancel(root, order.getReason());
    }
}
