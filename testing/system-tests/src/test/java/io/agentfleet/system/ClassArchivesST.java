package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A fleet makes its next starts cheaper, beside its work. */
class ClassArchivesST {

    private static final String SERVICE = "agent-search";

    @Test
    void aServiceThatStartsAgainReadsTheArchiveThatItsFleetHasMade() throws IOException {
        Fleet fleet = Fleet.up();
        Path target = Fleet.ROOT.resolve(SERVICE).resolve("target");
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(target.resolve("classes.jsa").toFile().lastModified())
                                .isGreaterThan(
                                        target.resolve("quarkus-app/quarkus-run.jar")
                                                .toFile()
                                                .lastModified()));

        long before = pid(fleet);
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> pid(fleet) > 0 && pid(fleet) != before);
        assertThat(Files.readString(Path.of("/proc/%d/maps".formatted(pid(fleet)))))
                .contains("classes.jsa");
    }

    private static long pid(Fleet fleet) {
        return fleet.process(SERVICE).path("pid").asLong();
    }
}
