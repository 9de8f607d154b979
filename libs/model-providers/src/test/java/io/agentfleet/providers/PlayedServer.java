package io.agentfleet.providers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server on this machine that plays one exchange for every call and keeps what it was asked. */
final class PlayedServer implements AutoCloseable {

    /** What it was asked. */
    record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

    /** One exchange. */
    interface Exchange {
        void play(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final Exchange exchange;
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Goes down once the caller has closed an exchange that is not over. */
    final CountDownLatch closedByCaller = new CountDownLatch(1);

    final CountDownLatch over = new CountDownLatch(1);

    PlayedServer(Exchange exchange) {
        try {
            this.exchange = exchange;
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole answer. */
    static PlayedServer streams(String contentType, String body) {
        return new PlayedServer(call -> send(call, 200, contentType, body));
    }

    /** A refusal. */
    static PlayedServer refuses(int status, String body) {
        return new PlayedServer(call -> send(call, status, "application/json", body));
    }

    /** The beginning of an answer, after which the connection breaks. */
    static PlayedServer breaksOff(String contentType, String begin) {
        return new PlayedServer(call -> {
            begin(call, contentType, begin);
            call.close(); // without the last chunk
        });
    }

    /** The beginning of an answer that never goes on. */
    static PlayedServer standsStill(String contentType, String begin) {
        CountDownLatch never = new CountDownLatch(1);
        return new PlayedServer(call -> {
            begin(call, contentType, begin);
            never.await();
        });
    }

    private static void begin(HttpExchange call, String contentType, String begin)
            throws IOException {
        call.getResponseHeaders().add("content-type", contentType);
        call.sendResponseHeaders(200, 0);
        call.getResponseBody().write(begin.getBytes(StandardCharsets.UTF_8));
        call.getResponseBody().flush();
    }

    static void send(HttpExchange call, int status, String contentType, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("content-type", contentType);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = call.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void handle(HttpExchange call) throws IOException {
        asked.add(
                new Asked(
                        call.getRequestMethod(),
                        call.getRequestURI().toString(),
                        call.getRequestHeaders(),
                        new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            exchange.play(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            closedByCaller.countDown();
        }
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
