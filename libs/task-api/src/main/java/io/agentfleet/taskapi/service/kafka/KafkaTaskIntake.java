package io.agentfleet.taskapi.service.kafka;

import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.record.TaskRecords;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.taskapi.service.TaskIntake;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;

/** Tasks onto {@code agent.tasks.<agent>}, orders to stop onto {@code agent.control}. */
public final class KafkaTaskIntake implements TaskIntake {

    private final RecordLog log;
    private final InstantSource clock;

    public KafkaTaskIntake(RecordLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void submit(Task task) {
        log.publish(Topics.tasks(task.agent()), task.session().value(), TaskRecords.event(task));
    }

    @Override
    public void cancel(TaskId task, SessionId session, String tenant, String reason) {
        AgentControlEvent order =
                AgentControlEvent.newBuilder()
                        .setRootTaskId(task.value())
                        .setSessionId(session.value())
                        .setType("cancel")
                        .setReason(reason)
                        .setCreatedAt(clock.instant())
                        .setTenant(tenant)
                        .build();
        log.publish(Topics.CONTROL, session.value(), order);
    }
}
