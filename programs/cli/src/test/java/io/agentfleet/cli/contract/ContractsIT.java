package io.agentfleet.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.messaging.kafka.KafkaAccess;
import io.agentfleet.parts.testing.FleetParts;
import io.agentfleet.schemas.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsIT {

    private static final Path SCHEMAS =
            Path.of(System.getProperty("fleet.root"), "schemas/src/main/avro");

    @TempDir private Path folder;

    private final Contracts contracts =
            new Contracts(List.of(AgentName.ORCHESTRATOR, new AgentName("search")));

    @Test
    void topicsAreMadeOnce() {
        TopicSetup setup = new TopicSetup(KafkaAccess.at(FleetParts.shared().kafka()));
        assertThat(setup.apply(contracts)).contains("agent.tasks.search", "agent.versions");
        assertThat(setup.apply(contracts)).isEmpty();
    }

    @Test
    void schemasAreRegisteredAgainAndAgainButNeverIncompatibly() throws IOException {
        String registry = FleetParts.shared().registryUrl();
        new SchemaSetup(registry, SCHEMAS).apply(contracts);
        new SchemaSetup(registry, SCHEMAS).apply(contracts);

        for (String name : List.copyOf(contracts.schemas().values())) {
            Files.writeString(
                    folder.resolve(name + ".avsc"),
                    Files.readString(SCHEMAS.resolve(name + ".avsc"))
                            .replaceFirst(
                                    "\"fields\": \\[",
                                    "\"fields\": [{\"name\": \"required_now\", \"type\": \"string\"},"));
        }
        assertThatThrownBy(() -> new SchemaSetup(registry, folder).apply(contracts))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("AgentTaskEvent")
                .hasMessageContaining("not backward compatible");
    }
}
