package io.agentfleet.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many tasks of many sessions at once. */
class SessionsST {

    private static final int SESSIONS = 50;
    private static final int TASKS_EACH = 4;

    @Test
    void twoHundredTasksOfFiftySessionsAllCompleteInOrderWithinTheirSession() {
        Fleet fleet = Fleet.up();
        String source = Sources.sales(fleet);
        String run = "many-" + UUID.randomUUID().toString().substring(0, 8);
        List<AgentResultEvent> results;
        try (KafkaLog log = new KafkaLog(fleet)) {
            for (int t = 0; t < TASKS_EACH; t++) {
                for (int s = 0; s < SESSIONS; s++) {
                    String session = "%s-s%02d".formatted(run, s);
                    log.publish(
                            KafkaLog.task(
                                    "%s.t%d".formatted(session, t),
                                    session,
                                    "orchestrator",
                                    "What is the total amount by region?",
                                    source));
                }
            }
            results =
                    log.results(
                            result ->
                                    result.getAgent().equals("orchestrator")
                                            && result.getSessionId().startsWith(run),
                            SESSIONS * TASKS_EACH,
                            Duration.ofMinutes(4));
        }

        assertThat(results).hasSize(SESSIONS * TASKS_EACH);
        assertThat(results)
                .allSatisfy(r -> assertThat(r.getStatus()).as(r.getError()).isEqualTo("COMPLETED"));
        Map<String, List<String>> order =
                results.stream()
                        .collect(
                                groupingBy(
                                        AgentResultEvent::getSessionId,
                                        mapping(AgentResultEvent::getTaskId, toList())));
        assertThat(order).hasSize(SESSIONS);
        order.forEach((session, tasks) ->
                assertThat(tasks)
                        .containsExactly(
                                session + ".t0",
                                session + ".t1",
                                session + ".t2",
                                session + ".t3"));
    }

    @Test
    void independentNodesOfOnePlanOverlapInTime() {
        Fleet fleet = Fleet.up();
        JsonNode task =
                fleet.run("run", "최근 일주일 매출 분석해줘", "--data", Sources.SALES.toString(), "-o", "json")
                        .json();
        List<JsonNode> events = fleet.events(task.path("task_id").asText());

        Instant searchStarted = at(events, "node_started", "search");
        Instant searchEnded = at(events, "node_ended", "search");
        Instant analysisStarted = at(events, "node_started", "analysis");
        Instant analysisEnded = at(events, "node_ended", "analysis");
        assertThat(searchStarted).isBefore(analysisEnded);
        assertThat(analysisStarted).isBefore(searchEnded);
    }

    private static Instant at(List<JsonNode> events, String type, String node) {
        return events.stream()
                .filter(e ->
                        e.path("type").asText().equals(type)
                                && e.path("node_id").asText().equals(node))
                .map(e -> Instant.parse(e.path("at").asText()))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no %s of %s in %s".formatted(type, node, events)));
    }
}
