package io.agentfleet.orchestrator.records;

import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.schemas.event.AgentTaskEvent;
import java.time.Instant;
import java.util.Map;

/** Records of one session, {@code s1}. */
public final class SampleEvents {

    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private SampleEvents() {}

    public static AgentTaskEvent task(String id) {
        return AgentTaskEvent.newBuilder()
                .setTaskId(id)
                .setSourceAgent("client")
                .setTargetAgent("orchestrator")
                .setSessionId("s1")
                .setPrompt("How did we sell?")
                .setContext(Map.of())
                .setCreatedAt(START)
                .build();
    }

    public static AgentResultEvent result(AgentTaskEvent task, String output) {
        return AgentResultEvent.newBuilder()
                .setTaskId(task.getTaskId())
                .setRootTaskId(task.getRootTaskId())
                .setSessionId(task.getSessionId())
                .setAgent(task.getTargetAgent())
                .setNodeId(task.getNodeId())
                .setAttempt(task.getAttempt())
                .setStatus("COMPLETED")
                .setOutput(output)
                .setCreatedAt(START)
                .build();
    }

    public static String plan(String agent) {
        return "{\"nodes\":[{\"id\":\"a\",\"agent\":\"%s\",\"prompt\":\"do\",\"depends_on\":[]}]}"
                .formatted(agent);
    }
}
