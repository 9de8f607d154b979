package io.agentfleet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskClientTest {

    private final List<String> shown = Collections.synchronizedList(new ArrayList<>());
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
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
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
            client.list(Map.of());
            client.events("t", "").close();
            levels.set("parrot", server.getAddress().getPort(), "io.agentfleet", "DEBUG");
        }
        assertThat(shown).containsExactly("Bearer t1", "Bearer t2", "Bearer t3");
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
