package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A task whose agent is killed at work, as its spans tell it: one trace from the record to the last
 * tool, over Kafka and gRPC, in which the run that broke off and the one that went on both stand.
 */
class TraceST {

    private static final String AGENT = "agent-analysis";
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final DrillFleet fleet = DrillFleet.up();

    @Test
    void aTaskIsOneTraceEvenIfItsAgentWasKilled() {
        List<FleetProcess> instances = fleet.ready();
        fleet.failpoints().arm(AGENT, Failpoint.TOOL_ANSWERED);
        DrillTask task = fleet.load().submit("traced", 1, Duration.ZERO);
        String held = fleet.awaitHeld(Failpoint.TOOL_ANSWERED);
        awaitSpan(task, span -> isOf(span, "execute_tool keep_book", "analysis"));

        FleetUnderTest.named(instances, held).kill();
        fleet.failpoints().forget(held, Failpoint.TOOL_ANSWERED);
        assertThat(fleet.checked(List.of(task), LONGEST).broken()).isEmpty();

        awaitSpan(task, span -> isOf(span, "invoke_agent writer", "writer"));
        awaitSpan(task, span -> !span.path("links").isEmpty());
        await("every parent has come in")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(orphans(task)).isEmpty());
        List<JsonNode> spans = spans(task);
        assertThat(spans).filteredOn(span -> parent(span).isEmpty()).hasSize(1);
        assertThat(names(spans))
                .contains(
                        "process agent.tasks.orchestrator",
                        "process agent.tasks.analysis",
                        "send agent.results",
                        "invoke_agent planner",
                        "chat script-1",
                        "agents.tools.v1.ToolRegistry/InvokeTool",
                        "agents.tools.v1.ToolEndpoint/Execute");
        JsonNode resumed = spans.stream().filter(s -> !s.path("links").isEmpty()).findFirst().get();
        JsonNode brokenOff =
                spans.stream().filter(s -> id(s).equals(link(resumed))).findFirst().get();
        assertThat(brokenOff.path("name").asText()).isEqualTo("invoke_agent analysis");
        assertThat(brokenOff.path("attributes").path("error.type").asText())
                .isEqualTo("process_ended");
        assertThat(spans)
                .filteredOn(span -> parent(span).equals(id(brokenOff)))
                .extracting(span -> span.path("name").asText())
                .contains("execute_tool keep_book");
    }

    private void awaitSpan(DrillTask task, Predicate<JsonNode> wanted) {
        await("a span of " + task.id())
                .atMost(LONGEST)
                .ignoreExceptions()
                .until(() -> spans(task).stream().anyMatch(wanted));
    }

    private List<JsonNode> spans(DrillTask task) {
        List<JsonNode> spans = new ArrayList<>();
        fleet.get(fleet.rest("/tasks/%s/trace".formatted(task.id())))
                .path("spans")
                .forEach(spans::add);
        return spans;
    }

    private List<String> orphans(DrillTask task) {
        List<JsonNode> spans = spans(task);
        List<String> ids = spans.stream().map(TraceST::id).toList();
        return spans.stream()
                .filter(span -> !parent(span).isEmpty() && !ids.contains(parent(span)))
                .map(JsonNode::toString)
                .toList();
    }

    private static boolean isOf(JsonNode span, String name, String agent) {
        return span.path("name").asText().equals(name)
                && span.path("attributes").path("gen_ai.agent.name").asText().equals(agent);
    }

    private static List<String> names(List<JsonNode> spans) {
        return spans.stream().map(span -> span.path("name").asText()).toList();
    }

    private static String id(JsonNode span) {
        return span.path("span_id").asText();
    }

    private static String parent(JsonNode span) {
        return span.path("parent_id").asText();
    }

    private static String link(JsonNode span) {
        return span.path("links").path(0).asText();
    }

    @AfterEach
    void nobodyIsHeldAnyMore() {
        fleet.failpoints().clear();
    }
}
