package io.agentfleet.taskapi.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.taskmodel.task.TaskSubmission;
import io.agentfleet.taskmodel.task.TokenBounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownDataSourcesTest {

    @TempDir private Path folder;

    @Test
    void refusesANameThatIsNotOnTheListNamingThoseThatAre() throws Exception {
        Path file = folder.resolve("sources.json");
        KnownDataSources sources = new KnownDataSources(Optional.of(file));
        refused(sources, "metadata.data_source 'sales' is not known: use one of []");

        Files.writeString(file, "{\"hotel\":\"/h\",\"shop\":\"/s\"}");
        refused(sources, "use one of [hotel, shop], or name its folder first");

        Files.writeString(file, "{\"sales\":\"/x\"}");
        accepted(sources, "sales");
        accepted(sources, "");
    }

    @Test
    void takesEveryNameWhereItCannotKnow() throws Exception {
        accepted(new KnownDataSources(Optional.empty()), "sales");
        Path damaged = Files.writeString(folder.resolve("damaged.json"), "{");
        accepted(new KnownDataSources(Optional.of(damaged)), "sales");
    }

    private static void refused(KnownDataSources sources, String reason) {
        assertThatThrownBy(() -> sources.require(task("sales")))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_DATA_SOURCE);
                            assertThat(e).hasMessageContaining(reason);
                        });
    }

    private static void accepted(KnownDataSources sources, String name) {
        assertThatCode(() -> sources.require(task(name))).doesNotThrowAnyException();
    }

    private static Task task(String source) {
        SubmissionValidator check =
                new SubmissionValidator(
                        new AgentName("search"),
                        () -> Instant.EPOCH,
                        () -> "1",
                        TokenBounds.CONTRACT);
        return check.task(
                new TaskSubmission(
                        Optional.empty(),
                        Optional.empty(),
                        "x",
                        Map.of(),
                        Map.of(Task.DATA_SOURCE, source),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        ""));
    }
}
