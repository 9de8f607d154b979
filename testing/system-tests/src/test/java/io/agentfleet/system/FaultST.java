package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Processes that die in the middle of work. */
class FaultST {

    private static final int TASKS = 12;

    /** Each look is a JVM. */
    private static final Duration A_COMMAND = Duration.ofSeconds(1);

    @Test
    void aKilledAgentComesBackAndItsTasksComplete() {
        Fleet fleet = Fleet.up();
        String run = "killed-" + UUID.randomUUID().toString().substring(0, 8);
        try (KafkaLog log = new KafkaLog(fleet)) {
            JsonNode before = fleet.process("agent-analysis");
            ProcessHandle victim = ProcessHandle.of(before.path("pid").asLong()).orElseThrow();
            publishUntilWorkIsInProgress(fleet, log, run);
            victim.destroyForcibly();

            await("status tells that it is gone")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(A_COMMAND)
                    .untilAsserted(() -> {
                        JsonNode now = fleet.process("agent-analysis");
                        assertThat(now.path("pid").asLong()).isNotEqualTo(victim.pid());
                    });
            assertAllComplete(log, run);
            await("it is back and ready")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(A_COMMAND)
                    .untilAsserted(() -> {
                        JsonNode now = fleet.process("agent-analysis");
                        assertThat(now.path("state").asText()).isEqualTo("ready");
                        assertThat(now.path("restarts").asInt())
                                .isGreaterThan(before.path("restarts").asInt());
                    });
        }
    }

    @Test
    void tasksAcceptedBeforeDownCompleteAfterUp() {
        Fleet fleet = Fleet.up();
        String run = "downed-" + UUID.randomUUID().toString().substring(0, 8);
        try (KafkaLog log = new KafkaLog(fleet)) {
            publishUntilWorkIsInProgress(fleet, log, run);
        }
        String door = fleet.url("orchestrator");
        fleet.run("down").succeeded();
        assertThat(fleet.status().path("processes"))
                .allSatisfy(p -> assertThat(p.path("state").asText()).isEqualTo("stopped"));
        fleet.run("up").succeeded();
        assertThat(fleet.url("orchestrator")).as("its clients find it again").isEqualTo(door);
        try (KafkaLog log = new KafkaLog(fleet)) {
            assertAllComplete(log, run);
        }
    }

    /** What takes time is asked before: the tasks are done within seconds. */
    private static void publishUntilWorkIsInProgress(Fleet fleet, KafkaLog log, String run) {
        String source = Sources.sales(fleet);
        String first = "%s/tasks/%s-s0.t".formatted(fleet.url("orchestrator"), run);
        for (int i = 0; i < TASKS; i++) {
            String session = "%s-s%d".formatted(run, i);
            log.publish(
                    KafkaLog.task(
                            session + ".t", session, "orchestrator", "최근 일주일 매출 분석해줘", source));
        }
        await("the first task runs")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> fleet.get(first).path("status").asText().equals("RUNNING"));
    }

    private static void assertAllComplete(KafkaLog log, String run) {
        List<AgentResultEvent> results =
                log.results(
                        r ->
                                r.getAgent().equals("orchestrator")
                                        && r.getSessionId().startsWith(run),
                        TASKS,
                        Duration.ofMinutes(2));
        assertThat(results).hasSize(TASKS);
        assertThat(results)
                .allSatisfy(r -> assertThat(r.getStatus()).as(r.getError()).isEqualTo("COMPLETED"));
        assertThat(results).extracting(AgentResultEvent::getTaskId).doesNotHaveDuplicates();
    }
}
