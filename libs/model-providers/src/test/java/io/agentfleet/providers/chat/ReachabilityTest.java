package io.agentfleet.providers.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private HttpServer server;
    private Reachability model;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/models",
                call -> {
                    asked.incrementAndGet();
                    call.sendResponseHeaders(status.get(), -1);
                    call.close();
                });
        server.start();
        URI address =
                URI.create("http://localhost:%d/models".formatted(server.getAddress().getPort()));
        model =
                new Reachability(
                        HttpClient.newHttpClient(), HttpRequest.newBuilder(address), now::get);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void whatIsNotKnownYetIsNotReadyAndAskedInTheBackground() {
        assertThat(model.problem()).contains("not asked yet");
        await().untilAsserted(() -> assertThat(model.problem()).isEmpty());
    }

    @Test
    void aGoodAnswerIsGoodForHalfAMinute() {
        await().until(() -> model.problem().isEmpty());
        int before = asked.get();
        later(Reachability.GOOD_FOR.minusSeconds(1));
        assertThat(model.problem()).isEmpty();
        assertThat(asked).hasValue(before);
        status.set(503);
        later(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(model.problem()).contains("it answers HTTP 503"));
    }

    @Test
    void aRefusedKeyIsNamedAndAskedAgainSoon() {
        status.set(401);
        await().untilAsserted(() -> assertThat(model.problem()).contains("key refused"));
        status.set(404); // reachable: not every server lists its models
        later(Reachability.BAD_FOR.plusSeconds(1));
        await().untilAsserted(() -> assertThat(model.problem()).isEmpty());
    }

    @Test
    void nobodyThereIsNotReady() {
        server.stop(0);
        await().untilAsserted(() ->
                assertThat(model.problem().orElseThrow()).startsWith("it does not answer"));
    }
}
