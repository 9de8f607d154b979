package io.agentfleet.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An orchestrator that goes away, and is back once the client has said so. */
class RideOutTest {

    private static final String STARTED =
            """
            id: 1
            data: {"type":"node_started","at":"2026-11-21T00:00:00Z","node_id":"search","agent":"search","attempt":1}

            """;
    private static final String ENDED =
            """
            id: 2
            data: {"type":"ended","state":"COMPLETED","artifacts":[]}

            """;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> lastEventIds = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private boolean isBack;

    @BeforeEach
    void start() throws IOException {
        server = server();
    }

    private HttpServer server() throws IOException {
        HttpServer started =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/", this::answer);
        started.start();
        return started;
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The first process breaks off in the middle; the second one has another port. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isStream = exchange.getRequestURI().getPath().endsWith("/events");
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (isStream) {
                lastEventIds.add(
                        String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
            }
            if (isBack) {
                send(exchange, isStream ? ENDED : "{\"task_id\":\"t-1\"}", 0);
            } else if (isStream) {
                send(exchange, STARTED, 1_000);
            }
        }
    }

    /** Promises so many bytes more than it sends. */
    private static void send(HttpExchange exchange, String text, int more) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length + more);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
    }

    private void said(String text) {
        said.add(text);
        if (!isBack) {
            server.stop(0);
            isBack = true;
            try {
                server = server();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TaskClient client(RideOut rideOut) {
        return new TaskClient(
                "orchestrator", () -> server.getAddress().getPort(), Optional::empty, rideOut);
    }

    @Test
    void submitsAgainWithTheSameKeyAndSaysSo() {
        TaskRequest request =
                new TaskRequest(
                        "why?",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "k");
        try (TaskClient client = client(RideOut.of(this::said))) {
            assertThat(client.submit(request).path("task_id").asText()).isEqualTo("t-1");
        }
        assertThat(bodies).hasSizeGreaterThan(1).containsOnly(bodies.getFirst());
        assertThat(bodies.getFirst()).contains("\"idempotency_key\" : \"k\"");
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).contains("does not answer (POST /tasks)", "up to 30 s");
        assertThat(said.getLast()).isEqualTo("orchestrator answers again");
    }

    @Test
    void takesUpTheEventStreamWhereItStood() throws InterruptedException {
        List<TaskEvent> events = new ArrayList<>();
        try (TaskClient client = client(RideOut.of(this::said))) {
            EventStream stream = new EventStream(client, "t-1", Duration.ofMinutes(1));
            assertThat(stream.follow(events::add)).isEqualTo(EventStream.End.TASK_ENDED);
        }
        assertThat(events).hasSize(2);
        assertThat(lastEventIds).containsExactly("null", "1");
        assertThat(said.getFirst()).contains("the event stream broke off");
    }

    @Test
    void aCommandThatOnlyLooksDoesNotWait() {
        server.stop(0);
        try (TaskClient client = client(RideOut.none())) {
            assertThatThrownBy(() -> client.get("t-1")).hasMessageContaining("does not answer at");
        }
        assertThat(said).isEmpty();
    }
}
