package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.file.FleetHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaUsersTest {

    @TempDir private Path folder;

    private KafkaUsers users() {
        return new KafkaUsers(new FleetHome(folder, folder.resolve(".fleet")));
    }

    @Test
    void aPasswordIsMadeOnceAndAnotherOneForEachUser() {
        Map<String, String> first = users().passwords(List.of("agent-search", "agent-writer"));

        assertThat(users().passwords(List.of("agent-search", "agent-writer"))).isEqualTo(first);
        assertThat(first.values()).doesNotHaveDuplicates().allMatch(one -> one.length() >= 32);
        assertThat(users().guard()).isEqualTo(users().guard());
    }

    @Test
    void onlyItsOwnerReadsAUser() throws IOException {
        users().passwords(List.of("agent-search"));

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve(".fleet/kafka/agent-search.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aServiceGetsTheSettingsOfAPod() {
        String password = users().passwords(List.of("agent-search")).get("agent-search");

        assertThat(users().environment("agent-search"))
                .containsOnlyKeys(
                        "KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM", "KAFKA_SASL_JAAS_CONFIG")
                .hasEntrySatisfying(
                        "KAFKA_SASL_JAAS_CONFIG",
                        jaas -> assertThat(jaas).contains("\"agent-search\"", password));
        assertThat(users().environment("tool-executor")).isEmpty();
    }

    @Test
    void whoReachesKafkaAsAUserShowsWhatStandsInItsFile() {
        users().passwords(List.of("agent-search"));

        assertThat(users().access("localhost:1", "agent-search").alone())
                .containsAllEntriesOf(users().shows("agent-search"))
                .containsEntry("bootstrap.servers", "localhost:1");
    }
}
