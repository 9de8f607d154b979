package io.agentfleet.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolClientTest {

    private static final Map<String, String> ANN = Map.of("issuer", "i", "subject", "ann");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "{\"name\":\"find\"}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                JsonFile.MAPPER.readTree(exchange.getRequestBody())));
        byte[] answer = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private ToolClient client() {
        return new ToolClient(server.getAddress().getPort(), () -> Optional.of("mine"));
    }

    @Test
    void asksTheRegistryToTransferWithItsToken() {
        try (ToolClient client = client()) {
            assertThat(client.transfer("acme.find", Map.of("service", "tool-executor")))
                    .hasToString("{\"name\":\"find\"}");
        }
        assertThat(asked)
                .containsExactly(
                        "POST /tools/acme.find/owner Bearer mine {\"service\":\"tool-executor\"}");
    }

    @Test
    void listsToolsWithItsToken() {
        body = "[{\"name\":\"find\"}]";
        try (ToolClient client = client()) {
            assertThat(client.tools()).hasSize(1);
            client.tool("acme.find");
        }
        assertThat(asked)
                .containsExactly("GET /tools Bearer mine ", "GET /tools/acme.find Bearer mine ");
    }

    @Test
    void tellsWhatTheRegistrySays() {
        status = 403;
        body = "{\"detail\":\"names have no owners in an open fleet\"}";
        try (ToolClient client = client()) {
            assertThatThrownBy(() -> client.transfer("find", ANN))
                    .hasMessage("names have no owners in an open fleet");
        }
    }
}
