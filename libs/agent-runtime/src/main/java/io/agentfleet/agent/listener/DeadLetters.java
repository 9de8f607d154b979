package io.agentfleet.agent.listener;

import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.schemas.ErrorCode;
import org.jboss.logging.Logger;

/** Records that could not be read or handled, onto {@code <topic>.dlq} with the reason. */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordLog log;
    private final AgentMeters meters;

    public DeadLetters(RecordLog log, AgentMeters meters) {
        this.log = log;
        this.meters = meters;
    }

    /** Returns when the dead letter is on the log. */
    void publish(TaskRecord arrived, ErrorCode code, String reason) {
        LOG.warnf("dead_letter place=%s code=%s reason=%s", arrived.place(), code.wire(), reason);
        log.toDeadLetters(arrived.deadLetter(code, reason));
        meters.deadLetter(arrived.topic());
    }
}
