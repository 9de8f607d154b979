package io.agentfleet.taskmodel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.fake.SampleTasks;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubmissionValidatorTest {

    private final AtomicInteger ids = new AtomicInteger();
    private final SubmissionValidator check =
            new SubmissionValidator(
                    new AgentName("search"),
                    InstantSource.fixed(SampleTasks.NOON),
                    () -> "new" + ids.incrementAndGet(),
                    TokenBounds.CONTRACT);

    private static TaskSubmission submission(String prompt, String key, String tenant) {
        return new TaskSubmission(
                Optional.empty(),
                Optional.empty(),
                prompt,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key),
                tenant,
                "");
    }

    @Test
    void fillsInWhatAClientLeavesOut() {
        Task task = check.task(submission("  find it \n", "", ""));
        assertThat(task.prompt()).isEqualTo("find it");
        assertThat(task.id().value()).isEqualTo("t-new1");
        assertThat(task.session().value()).isEqualTo("s-t-new1");
        assertThat(task.limits().maxSteps()).isEqualTo(10);
        assertThat(task.limits().tokenBudget()).isEqualTo(8192);
        assertThat(task.tenant()).isEqualTo("default");
        assertThat(task.isRoot()).isTrue();
        assertThat(task.createdAt()).isEqualTo(SampleTasks.NOON);
    }

    @Test
    void givesTheSameKeyTheSameTaskWithinATenantOnly() {
        String first = check.task(submission("a", "key", "")).id().value();
        assertThat(check.task(submission("a", "key", "")).id().value()).isEqualTo(first);
        assertThat(check.task(submission("a", "key", "other")).id().value()).isNotEqualTo(first);
        assertThat(check.task(submission("a", "key2", "")).id().value()).isNotEqualTo(first);
    }

    @Test
    void whatTwoTenantsCallTheSameIsNotTheSame() {
        TaskSubmission unnamed = submission("a", "", "");
        assertThat(check.task(unnamed.of("acme", "acme.")).id().value()).isEqualTo("acme.t-new1");
        TaskSubmission mine =
                new TaskSubmission(
                        Optional.of("job1"),
                        Optional.of("acme.s1"),
                        "a",
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "");
        Task acme = check.task(mine.of("acme", "acme."));
        Task umbrella = check.task(mine.of("umbrella", "umbrella."));

        assertThat(acme.id().value()).isEqualTo("acme.job1");
        assertThat(acme.session().value()).isEqualTo("acme.s1");
        assertThat(umbrella.id().value()).isEqualTo("umbrella.job1");
        assertThat(umbrella.session().value()).isEqualTo("umbrella.acme.s1");
    }

    @Test
    void takesAPromptOfTheLongestLengthAndNoLonger() {
        assertThat(SubmissionValidator.prompt("x".repeat(100_000))).hasSize(100_000);
        assertThatThrownBy(() -> SubmissionValidator.prompt("x".repeat(100_001)))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE))
                .hasMessageContaining("100,001")
                .hasMessageContaining("at most 100,000");
    }

    @Test
    void boundsTheContextPacket() {
        assertThatThrownBy(() -> SubmissionValidator.context(Map.of("a", "x".repeat(2_000_001))))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("context has");
    }
}
