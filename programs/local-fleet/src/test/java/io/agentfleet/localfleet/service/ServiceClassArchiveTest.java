package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceClassArchiveTest {

    private static final Instant BUILT = Instant.parse("2026-11-26T10:00:00Z");

    @TempDir private Path root;

    private ServiceClassArchive archive() throws IOException {
        file("parrot/target/quarkus-app/quarkus-run.jar", BUILT);
        return new ServiceClassArchive(root, "parrot");
    }

    private void file(String name, Instant time) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    @Test
    void aBuildWithoutAnArchiveStartsWithoutOneAndWantsIt() throws IOException {
        assertThat(archive().isWanting()).isTrue();
        assertThat(archive().options()).isEmpty();
    }

    @Test
    void anArchiveOfTheBuildIsReadAndNotMadeAgain() throws IOException {
        ServiceClassArchive archive = archive();
        file("parrot/target/classes.jsa", BUILT.plusSeconds(1));
        assertThat(archive.isWanting()).isFalse();
        assertThat(archive.options())
                .contains("-XX:SharedArchiveFile=" + root.resolve("parrot/target/classes.jsa"));
    }

    @Test
    void anArchiveOfAnEarlierBuildIsMadeAgain() throws IOException {
        ServiceClassArchive archive = archive();
        file("parrot/target/classes.jsa", BUILT.minusSeconds(1));
        assertThat(archive.isWanting()).isTrue();
    }

    @Test
    void whatIsNotBuiltWantsNone() {
        assertThat(new ServiceClassArchive(root, "parrot").isWanting()).isFalse();
    }
}
