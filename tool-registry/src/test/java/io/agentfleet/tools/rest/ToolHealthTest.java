package io.agentfleet.tools.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stranger's health_url gets nothing out of the registry and cannot hold it up. */
@Timeout(20)
class ToolHealthTest {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path + " " + exchange.getRequestHeaders().keySet());
        switch (path) {
            case "/moved" -> {
                exchange.getResponseHeaders().set("Location", url("/inside"));
                exchange.sendResponseHeaders(302, -1);
            }
            case "/endless" -> {
                exchange.sendResponseHeaders(200, 0);
                pour(exchange);
            }
            case "/silent" -> {
                return; // never answered
            }
            default -> exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    private static void pour(HttpExchange exchange) throws IOException {
        byte[] piece = "x".repeat(8_192).getBytes(US_ASCII);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(piece);
            }
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    @Test
    void isAskedWithoutAToken() {
        assertThat(ToolHealth.of(url("/health")).status()).isEqualTo("up");
        assertThat(asked)
                .singleElement()
                .asString()
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("cookie");
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(ToolHealth.of(url("/moved")))
                .isEqualTo(new ToolHealth("down", url("/moved") + " answers 302"));
        assertThat(asked).noneMatch(path -> path.startsWith("/inside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/endless", "/silent"})
    void neitherAnEndlessAnswerNorNoneHoldsItUp(String path) {
        long started = System.nanoTime();
        assertThat(ToolHealth.of(url(path)).status())
                .isEqualTo(path.equals("/endless") ? "up" : "down");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/", "http://[fe80::1]/", "http://0.0.0.0:1/"})
    void whatIsAtNoAddressOfAToolIsNotAsked(String url) {
        assertThat(ToolHealth.of(url))
                .isEqualTo(new ToolHealth("unknown", url + " is at no address of a tool"));
    }

    @Test
    void inShortItTellsNothingOfTheNetwork() {
        assertThat(ToolHealth.of("http://127.0.0.1:1/").inShort())
                .isEqualTo(new ToolHealth("down", "gives no answer of 2xx"));
        assertThat(ToolHealth.of(url("/health")).inShort())
                .isEqualTo(new ToolHealth("up", "answers 2xx"));
    }
}
