package io.agentfleet.localfleet.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningIT {

    private static final Path SCHEMAS =
            Path.of(System.getProperty("fleet.root"), "schemas/src/main/avro");

    @TempDir private Path folder;

    private final TopicList contracts =
            new TopicList(List.of(AgentName.ORCHESTRATOR, new AgentName("search")));

    @Test
    void topicsAreMadeOnce() {
        TopicProvisioner setup =
                new TopicProvisioner(KafkaClientSettings.at(TestServers.shared().kafka()));
        assertThat(setup.apply(contracts)).contains("agent.tasks.search", "agent.versions");
        assertThat(setup.apply(contracts)).isEmpty();
    }

    @Test
    void schemasAreRegisteredAgainAndAgainButNeverIncompatibly() throws IOException {
        String registry = TestServers.shared().registryUrl();
        new SchemaProvisioner(registry, SCHEMAS).apply(contracts);
        new SchemaProvisioner(registry, SCHEMAS).apply(contracts);

        for (String name : List.copyOf(contracts.schemas().values())) {
            Files.writeString(
                    folder.resolve(name + ".avsc"),
                    Files.readString(SCHEMAS.resolve(name + ".avsc"))
                            .replaceFirst(
                                    "\"fields\": \\[",
                                    "\"fields\": [{\"name\": \"required_now\", \"type\": \"string\"},"));
        }
        assertThatThrownBy(() -> new SchemaProvisioner(registry, folder).apply(contracts))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("AgentTaskEvent")
                .hasMessageContaining("not backward compatible");
    }
}
