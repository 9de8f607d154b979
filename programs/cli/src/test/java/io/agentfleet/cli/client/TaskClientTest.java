package io.agentfleet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskClientTest {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Queue<String> pages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(exchange.getRequestURI().toString());
            byte[] body =
                    pages.isEmpty() ? NOTHING : pages.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Optional<String> another() {
        return Optional.of("t" + tokens.incrementAndGet());
    }

    @Test
    void showsATokenOfItsMomentWithEachRequestAlsoOfAStream() throws Exception {
        try (TaskClient client =
                        new TaskClient(
                                "orchestrator",
                                server.getAddress()::getPort,
                                this::another,
                                RideOut.none());
                LogLevelClient levels = new LogLevelClient(this::another)) {
            client.list(Map.of(), 1);
            client.events("t", "").close();
            levels.set("parrot", server.getAddress().getPort(), "io.agentfleet", "DEBUG");
        }
        assertThat(shown).containsExactly("Bearer t1", "Bearer t2", "Bearer t3");
    }

    @Test
    void listsAsManyPagesAsItTakes() {
        pages.add("{\"tasks\": [{}, {}], \"next_cursor\": \"7-b\"}");
        pages.add("{\"tasks\": [], \"next_cursor\": \"5-a\"}");
        pages.add("{\"tasks\": [{}], \"next_cursor\": \"4-z\"}");
        try (TaskClient client = new TaskClient(server.getAddress().getPort())) {
            JsonNode list = client.list(Map.of("status", "FAILED"), 3);
            assertThat(list.path("tasks")).hasSize(3);
            assertThat(list.path("next_cursor").asText()).isEqualTo("4-z");
        }
        assertThat(asked)
                .containsExactly(
                        "/tasks?limit=3&status=FAILED",
                        "/tasks?cursor=7-b&limit=1&status=FAILED",
                        "/tasks?cursor=5-a&limit=1&status=FAILED");
    }

    @Test
    void showsNothingToAnOpenFleet() throws Exception {
        try (TaskClient client = new TaskClient(server.getAddress().getPort());
                InputStream stream = client.events("t", "")) {
            assertThat(stream.readAllBytes()).isNotEmpty();
        }
        assertThat(shown).containsExactly("null");
    }
}
