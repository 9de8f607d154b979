package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.schemas.event.ModelUsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code ./fleet cost} tells is what the steps on the log say, also of awaited tasks. */
class CostST {

    private static final Fleet FLEET = Fleet.up();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String QUESTION = "지점별 판매금액 알려줘";

    @Test
    void theLedgerIsTheSumOfTheSteps() {
        JsonNode task =
                FLEET.run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json").json();

        JsonNode sums = awaitSums(task.path("task_id").asText());

        assertThat(sums.path("input_tokens").asLong() + sums.path("output_tokens").asLong())
                .isEqualTo(task.path("tokens_used").asLong());
        assertThat(sums.path("cost")).isEqualTo(task.path("cost"));
        assertThat(FLEET.run("cost", "--by", "agent").succeeded().out())
                .contains("AGENT", "planner", "total");
    }

    @Test
    void aTaskWhoseCallerWaitsIsNotFree() {
        JsonNode answer =
                Fleet.json(
                        FLEET.send(
                                        "POST",
                                        FLEET.url("orchestrator") + "/run",
                                        "{\"prompt\": \"What is a fleet?\"}")
                                .body());

        JsonNode sums = awaitSums(answer.path("task_id").asText());

        assertThat(sums.path("calls").asLong()).isPositive();
        assertThat(sums.path("input_tokens").asLong() + sums.path("output_tokens").asLong())
                .isEqualTo(answer.path("tokens_used").asLong());
    }

    @Test
    void aRebuildBringsTheSameCostsBack() {
        String task =
                FLEET.run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json")
                        .json()
                        .path("task_id")
                        .asText();
        JsonNode before = awaitSums(task);

        FLEET.run("rebuild", "--clear").succeeded();

        await("the ledger is back")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(sums(task)).contains(before));
    }

    private static JsonNode awaitSums(String task) {
        try (KafkaLog log = new KafkaLog(FLEET)) {
            await("the ledger has all steps of " + task)
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(sums(task))
                                    .hasValueSatisfying(
                                            sums -> isSumOf(modelSteps(log, task), sums)));
        }
        return sums(task).orElseThrow();
    }

    private static List<ModelUsageRecord> modelSteps(KafkaLog log, String task) {
        return log.steps(step -> step.getRootTaskId().equals(task)).stream()
                .map(AgentStepEvent::getModel)
                .filter(model -> model != null)
                .toList();
    }

    private static void isSumOf(List<ModelUsageRecord> steps, JsonNode sums) {
        assertThat(sums.path("calls").asLong() + sums.path("cache_hits").asLong())
                .isEqualTo(steps.size());
        assertThat(sums.path("cost").decimalValue().movePointRight(9).longValueExact())
                .isEqualTo(steps.stream().mapToLong(ModelUsageRecord::getCostNanos).sum());
        assertThat(sums.path("input_tokens").asLong())
                .isEqualTo(
                        steps.stream()
                                .filter(step -> !step.getFromCache())
                                .mapToLong(ModelUsageRecord::getInputTokens)
                                .sum());
    }

    private static Optional<JsonNode> sums(String task) {
        return FLEET.run("cost", "--by", "task", "--limit", "1000", "-o", "json")
                .json()
                .path("rows")
                .valueStream()
                .filter(row -> row.path("name").asText().equals(task))
                .map(row -> row.path("sums"))
                .findFirst();
    }
}
