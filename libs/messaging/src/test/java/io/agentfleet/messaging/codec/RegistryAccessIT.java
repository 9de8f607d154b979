package io.agentfleet.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.localservers.server.ServerDistributions;
import io.agentfleet.schemas.event.AgentControlEvent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real registry that answers the fleet alone. */
class RegistryAccessIT {

    private static final String PASSWORD = "a-b_c";

    @TempDir private static Path folder;

    private static ServerProcess registry;
    private static String api;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        registry =
                new SchemaRegistryServer(
                                ServerDistributions.ofBuild(),
                                new SchemaRegistryServer.Storage.InMemory(),
                                Optional.of(PASSWORD))
                        .start(folder.resolve("data"), Ports.any());
        api =
                SchemaRegistryServer.url(registry.port())
                        .replace("://", "://%s:%s@".formatted(SchemaRegistryServer.USER, PASSWORD));
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /apis/registry/v3/groups/default/artifacts",
        "GET, /apis/registry/v3/ids/contentIds/1",
        "GET, /apis/registry/v3/admin/rules",
        "POST, /apis/registry/v3/groups/default/artifacts",
        "POST, /apis/registry/v3/admin/rules",
        "DELETE, /apis/registry/v3/groups/default/artifacts/agent.results-value",
        "DELETE, /apis/registry/v3/admin/rules",
        "GET, /apis/registry/v2/groups/default/artifacts",
        "GET, /apis/ccompat/v7/subjects",
        "POST, /apis/ccompat/v7/subjects/agent.results-value/versions",
        "DELETE, /apis/ccompat/v7/subjects/agent.results-value",
        "PUT, /apis/ccompat/v7/config"
    })
    void nobodyElseIsAnswered(String method, String path) throws Exception {
        String root = "http://localhost:" + registry.port();
        for (RegistryAddress caller :
                List.of(
                        RegistryAddress.of(root),
                        RegistryAddress.of(root.replace("://", "://fleet:wrong@")))) {
            HttpRequest request =
                    caller.request(path)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                            .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .as("%s %s", method, caller)
                    .isEqualTo(401);
        }
    }

    @Test
    void theFleetRegistersAndReadsSchemas() {
        try (EventCodecs codecs = new EventCodecs(api)) {
            assertThat(codecs.isReady()).isTrue();
            EventCodec<AgentControlEvent> codec = codecs.of(AgentControlEvent.class);
            AgentControlEvent event =
                    AgentControlEvent.newBuilder()
                            .setRootTaskId("t-1")
                            .setSessionId("s-1")
                            .setType("cancel")
                            .setCreatedAt(Instant.ofEpochMilli(1))
                            .build();
            assertThat(codec.decode("agent.control", codec.encode("agent.control", event)))
                    .isEqualTo(event);
        }
    }

    @Test
    void whoShowsNoPasswordOrAWrongOneRegistersNothing() {
        for (String login : List.of("", "fleet:wrong@")) {
            try (EventCodecs codecs =
                    new EventCodecs(api.replace("fleet:" + PASSWORD + "@", login))) {
                assertThatThrownBy(() ->
                                codecs.encode(
                                        "agent.control",
                                        AgentControlEvent.newBuilder()
                                                .setRootTaskId("t-1")
                                                .setSessionId("s-1")
                                                .setType("cancel")
                                                .setCreatedAt(Instant.ofEpochMilli(1))
                                                .build()))
                        .isInstanceOf(RuntimeException.class)
                        .hasMessageNotContaining("wrong");
            }
        }
    }

    @Test
    void itsPasswordIsNeitherAmongItsArgumentsNorInItsLog() throws IOException {
        assertThat(registry.launch().command()).noneMatch(it -> it.contains(PASSWORD));
        assertThat(Files.readString(registry.launch().log())).doesNotContain(PASSWORD);
    }
}
