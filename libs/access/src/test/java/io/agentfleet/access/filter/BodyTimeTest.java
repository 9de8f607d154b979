package io.agentfleet.access.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server with one event loop. */
@NullUnmarked
class BodyTimeTest {

    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";

    private final CountDownLatch headRead = new CountDownLatch(1);
    private final CountDownLatch bodySent = new CountDownLatch(1);
    private Vertx vertx;
    private HttpServer server;
    private boolean starved;

    @BeforeEach
    void serve() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Router router = Router.router(vertx);
        router.route().handler(this::handle);
        server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void handle(RoutingContext call) {
        AuthenticationFilter.limitBodyTime(call, WITHIN);
        call.request().body().onSuccess(body -> call.response().end("read " + body));
        headRead.countDown();
        if (starved) {
            busyUntilTheTimeIsOverAndTheBodyIsThere();
        }
    }

    private void busyUntilTheTimeIsOverAndTheBodyIsThere() {
        long end = System.nanoTime() + WITHIN.plusMillis(100).toNanos();
        try {
            assertThat(bodySent.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aBodyThatArrivedInTimeIsReadEvenIfTheMachineWasTooBusyToReadIt() throws Exception {
        starved = true;
        assertThat(answer("ok")).startsWith("HTTP/1.1 200").endsWith("read ok");
    }

    @Test
    void aBodyThatDoesNotArriveIsRefusedAndTheTimeIsNamed() throws Exception {
        assertThat(answer("o"))
                .startsWith("HTTP/1.1 408")
                .contains("The body was not received within 1 s: send it again");
    }

    private String answer(String body) throws IOException, InterruptedException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            client.getOutputStream().write(HEAD.getBytes(US_ASCII));
            client.getOutputStream().flush();
            assertThat(headRead.await(10, TimeUnit.SECONDS)).isTrue();
            client.getOutputStream().write(body.getBytes(US_ASCII));
            client.getOutputStream().flush();
            bodySent.countDown();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
