package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedBuildTest {

    @TempDir private Path folder;

    @Test
    void aRunningBuildSurvivesTheNextOne() throws Exception {
        Path built = folder.resolve("target");
        Files.createDirectories(built.resolve("app"));
        Files.writeString(built.resolve("app/service.jar"), "one");
        Path apps = folder.resolve("apps");
        StagedBuild first = StagedBuild.of(built, apps, "service");

        Files.delete(built.resolve("app/service.jar"));
        Files.writeString(built.resolve("app/service.jar"), "number two");
        StagedBuild second = StagedBuild.of(built, apps, "service");

        assertThat(first.stamp()).isNotEqualTo(second.stamp());
        assertThat(first.folder().resolve("app/service.jar")).hasContent("one");
        assertThat(second.folder().resolve("app/service.jar")).hasContent("number two");

        StagedBuild.prune(apps, "service", Set.of(second.stamp()));
        assertThat(first.folder()).doesNotExist();
        assertThat(second.folder()).exists();
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> StagedBuild.of(folder.resolve("none"), folder, "agent-search"))
                .hasMessageContaining("agent-search is not built");
    }
}
