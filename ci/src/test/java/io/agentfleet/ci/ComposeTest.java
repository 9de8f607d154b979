package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.agentfleet.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** compose.yaml with its anchors followed. */
class ComposeTest {

    private static JsonNode services = new YAMLMapper().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        Path file = Repository.ROOT.resolve("compose.yaml");
        // SnakeYAML follows anchors and merges, Jackson does not
        Object merged = new Yaml().load(Files.readString(file));
        services = new YAMLMapper().<JsonNode>valueToTree(merged).path("services");
    }

    @Test
    void everyServiceOfTheFleetIsThereUnderItsOwnImage() throws IOException {
        for (String service : Repository.services()) {
            assertThat(services.path(service).path("image").asText())
                    .isEqualTo(
                            "${FLEET_IMAGES:-agent-fleet}/%s:${FLEET_TAG:-0.1.0}"
                                    .formatted(service));
        }
    }

    @Test
    void everyContainerIsLimitedAndHasNoRightsToSpare() {
        assertThat(services)
                .hasSize(10)
                .allSatisfy(service -> {
                    assertThat(service.path("mem_limit").asText()).matches("\\d+[mg]");
                    assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
                    assertThat(service.path("security_opt").toString())
                            .isEqualTo("[\"no-new-privileges:true\"]");
                    assertThat(service.path("privileged").asBoolean()).isFalse();
                    assertThat(service.path("read_only").asBoolean())
                            .isEqualTo(!service.path("image").asText().startsWith("apache/kafka"));
                });
    }

    @Test
    void onlyTheApiIsOpenAndOnlyToThisMachine() {
        assertThat(services.properties())
                .filteredOn(one -> one.getValue().has("ports"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getKey()).isEqualTo("orchestrator");
                    assertThat(one.getValue().path("ports").toString())
                            .isEqualTo("[\"127.0.0.1:${FLEET_PORT:-8080}:8080\"]");
                });
    }

    @Test
    void everyServiceIsAskedUnderItsOwnName() throws IOException {
        for (String service : Repository.services()) {
            String hosts =
                    services.path(service).path("environment").path("FLEET_HTTP_HOSTS").asText();
            assertThat(List.of(hosts.split(","))).contains(service);
        }
    }

    @Test
    void theTopicsAreThoseOfTheContract() throws IOException {
        Set<String> agents =
                Set.copyOf(
                        Stream.concat(
                                        Stream.of("orchestrator", "planner"),
                                        Repository.services().stream()
                                                .filter(name -> name.startsWith("agent-"))
                                                .map(name -> name.substring("agent-".length())))
                                .toList());
        JsonNode topics = services.path("topics").path("environment");

        assertThat(words(topics, "LOGS"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        agents.stream().map(agent -> "agent.tasks." + agent),
                                        Topics.SHARED.stream())
                                .toList());
        assertThat(
                        Map.of(
                                "a",
                                words(topics, "COMPACTED"),
                                "b",
                                words(topics, "COMPACTED_FOR_DAYS")))
                .isEqualTo(Map.of("a", Topics.COMPACTED, "b", Topics.COMPACTED_FOR_DAYS));
    }

    private static List<String> words(JsonNode environment, String name) {
        return List.of(environment.path(name).asText().strip().split("\\s+"));
    }
}
