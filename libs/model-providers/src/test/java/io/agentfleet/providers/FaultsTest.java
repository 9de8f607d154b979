package io.agentfleet.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelTimeLimits;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong on the way to a provider, and how it is told: the same for each. */
class FaultsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static ModelCallException failure(LanguageModel model) {
        ModelCallException failure =
                catchThrowableOfType(
                        ModelCallException.class, () -> model.complete(Calls.question()));
        assertThat(failure).hasMessageContaining("model 'main'").hasMessageNotContaining(Calls.KEY);
        return failure;
    }

    private static ModelTimeLimits limits(Duration first, Duration between, Duration total) {
        return new ModelTimeLimits(LONG, first, between, total);
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limit, 429, RATE_LIMITED",
        "quota, 429, QUOTA_EXHAUSTED",
        "key, 401, KEY_REFUSED",
        "model, 404, UNKNOWN_MODEL",
        "context, 400, CONTEXT_TOO_LONG",
        "server-error, 500, SERVER_ERROR",
        "overloaded, 503, OVERLOADED",
        "overloaded, 529, OVERLOADED"
    })
    void aRefusalIsToldApart(String name, int status, ModelFailure expected) {
        for (Wire wire : Wire.values()) {
            if (wire.has(name)) {
                String body = wire.says(name).replace("KEY", Calls.KEY);
                try (PlayedServer server = PlayedServer.refuses(status, body)) {
                    assertThat(failure(Calls.model(wire, server.address())).failure())
                            .as(wire.name())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void howLongToWaitIsPassedOn(Wire wire) {
        try (PlayedServer server =
                new PlayedServer(call -> {
                    call.getResponseHeaders().add("Retry-After", "7");
                    PlayedServer.send(call, 429, "application/json", wire.says("rate-limit"));
                })) {
            assertThat(failure(Calls.model(wire, server.address())).retryAfter())
                    .contains(Duration.ofSeconds(7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfAProxyIsNoAnswer(Wire wire) {
        try (PlayedServer server = PlayedServer.streams("text/html", "")) {
            assertThat(failure(Calls.model(wire, server.address())))
                    .hasMessageContaining("text/html")
                    .extracting(ModelCallException::failure)
                    .isEqualTo(ModelFailure.UNREADABLE);
        }
        try (PlayedServer server = PlayedServer.refuses(502, "<html>Bad Gateway</html>")) {
            assertThat(failure(Calls.model(wire, server.address())).failure())
                    .isEqualTo(ModelFailure.SERVER_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedConnectionIsUnreachable(Wire wire) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(failure(Calls.model(wire, "http://localhost:" + port)).failure())
                .isEqualTo(ModelFailure.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatDoesNotComeAboutTimesOut(Wire wire) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                Thread.ofVirtual().start(() -> connect(socket, full));
            }
            var failure =
                    failure(
                            Calls.model(
                                    wire,
                                    "http://127.0.0.1:" + full.getLocalPort(),
                                    new ModelTimeLimits(Duration.ofMillis(300), LONG, LONG, LONG)));
            assertThat(failure.failure()).isEqualTo(ModelFailure.TIMED_OUT);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void connect(Socket socket, ServerSocket server) {
        try {
            socket.connect(server.getLocalSocketAddress());
        } catch (IOException e) {
            // the queue is full: that is what is wanted
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatDoesNotBeginTimesOut(Wire wire) {
        try (PlayedServer server = PlayedServer.standsStill(wire.contentType, "")) {
            assertThat(
                            failure(
                                    Calls.model(
                                            wire,
                                            server.address(),
                                            limits(Duration.ofMillis(200), LONG, LONG))))
                    .hasMessageContaining("time-limit.first-token")
                    .extracting(ModelCallException::failure)
                    .isEqualTo(ModelFailure.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatStandsStillTimesOut(Wire wire) {
        try (PlayedServer server =
                PlayedServer.standsStill(wire.contentType, half(wire.says("answer")))) {
            assertThat(
                            failure(
                                    Calls.model(
                                            wire,
                                            server.address(),
                                            limits(LONG, Duration.ofMillis(200), LONG))))
                    .hasMessageContaining("time-limit.between-tokens")
                    .extracting(ModelCallException::failure)
                    .isEqualTo(ModelFailure.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatTricklesInEndsWithTheTotalTime(Wire wire) {
        try (PlayedServer server =
                new PlayedServer(call -> {
                    call.sendResponseHeaders(200, 0);
                    CountDownLatch never = new CountDownLatch(1);
                    while (!never.await(20, TimeUnit.MILLISECONDS)) {
                        call.getResponseBody().write(' ');
                        call.getResponseBody().flush();
                    }
                })) {
            assertThat(
                            failure(
                                    Calls.model(
                                            wire,
                                            server.address(),
                                            limits(LONG, LONG, Duration.ofMillis(500)))))
                    .hasMessageContaining("time-limit.total")
                    .extracting(ModelCallException::failure)
                    .isEqualTo(ModelFailure.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatEndsWithoutItsSignIsCutOff(Wire wire) {
        for (String name : List.of("answer", "tools")) {
            try (PlayedServer ends = PlayedServer.streams(wire.contentType, half(wire.says(name)));
                    PlayedServer breaks =
                            PlayedServer.breaksOff(wire.contentType, half(wire.says(name)))) {
                for (PlayedServer server : List.of(ends, breaks)) {
                    assertThat(failure(Calls.model(wire, server.address())).failure())
                            .as(name)
                            .isEqualTo(ModelFailure.CUT_OFF);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerWithoutEndIsStopped(Wire wire) {
        byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (PlayedServer server =
                new PlayedServer(call -> {
                    call.sendResponseHeaders(200, 0);
                    while (true) {
                        call.getResponseBody().write(much);
                    }
                })) {
            assertThat(failure(Calls.model(wire, server.address())))
                    .hasMessageContaining("longer than 16 MiB")
                    .extracting(ModelCallException::failure)
                    .isEqualTo(ModelFailure.UNREADABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheCallAndClosesTheExchange(Wire wire) throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        try (PlayedServer server =
                new PlayedServer(call -> {
                    call.sendResponseHeaders(200, 0);
                    CountDownLatch never = new CountDownLatch(1);
                    while (!never.await(10, TimeUnit.MILLISECONDS)) {
                        call.getResponseBody().write(' ');
                        call.getResponseBody().flush();
                        began.countDown();
                    }
                })) {
            AtomicReference<FleetException> thrown = new AtomicReference<>();
            Thread caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    Calls.model(wire, server.address()).complete(Calls.question());
                                } catch (FleetException e) {
                                    thrown.set(e);
                                }
                            });
            assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            FleetException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
            assertThat(server.closedByCaller.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Up to and with the first event that has something of the answer, and a bit of the next. */
    private static String half(String stream) {
        return stream.substring(0, stream.length() / 2);
    }
}
