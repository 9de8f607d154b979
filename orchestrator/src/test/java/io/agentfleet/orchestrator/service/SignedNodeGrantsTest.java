package io.agentfleet.orchestrator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.task.RunLimits;
import io.agentfleet.taskmodel.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNodeGrantsTest {

    private static final TaskGrant.Work WORK =
            new TaskGrant.Work(
                    "default", new TaskId("t1"), new TaskId("t1"), new AgentName("search"));

    private Instant now = SampleTasks.NOON;

    @Test
    void aTaskIsGrantedToItsAgentUntilItsDeadline(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("grants.key");
        Files.writeString(file, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        TaskGrants signer = new TaskGrants(new GrantKeys(file), Duration.ZERO, () -> now);
        RunLimits tenMinutes =
                new RunLimits(3, 600, Optional.of(SampleTasks.NOON.plusSeconds(600)));

        Task task =
                new SignedNodeGrants(signer)
                        .granted(SampleTasks.task("t1", "s1", "find it", tenMinutes, Map.of()));

        now = SampleTasks.NOON.plusSeconds(599);
        assertThat(signer.covers(task.grant(), WORK)).isTrue();
        now = SampleTasks.NOON.plusSeconds(600);
        assertThat(signer.covers(task.grant(), WORK)).isFalse();
    }
}
