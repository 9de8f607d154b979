package io.agentfleet.cli.command.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The REST door of an orchestrator with one task, {@code t-1}, that runs until it is ended. */
public final class OneTaskOrchestrator implements AutoCloseable {

    private static final Map<String, String> ENDS =
            Map.of("CANCELLED", "cancelled by its caller", "COMPLETED", "");

    private final HttpServer server;
    final CountDownLatch followed = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile String state = "RUNNING";

    OneTaskOrchestrator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/tasks", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Tells an event before the end. */
    void tell(String event) {
        told.add(event);
    }

    void end(String as) {
        state = as;
        ended.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/events")) {
                events(exchange);
                return;
            }
            if (exchange.getRequestMethod().equals("DELETE")) {
                cancelled.countDown();
            }
            byte[] view =
                    "{\"task_id\":\"t-1\",\"status\":\"%s\",\"error\":\"%s\"}"
                            .formatted(state, ENDS.getOrDefault(state, ""))
                            .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, view.length);
            exchange.getResponseBody().write(view);
        }
    }

    private void events(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream stream = exchange.getResponseBody();
        stream.write(":listening\n\n".getBytes(UTF_8));
        stream.flush();
        followed.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new IOException("stopped", e);
        }
        for (String event : told) {
            stream.write("data: %s\n\n".formatted(event).getBytes(UTF_8));
        }
        stream.write(
                "id: 1\ndata: {\"type\":\"ended\",\"state\":\"%s\",\"artifacts\":[]}\n\n"
                        .formatted(state)
                        .getBytes(UTF_8));
        stream.flush();
    }

    @Override
    public void close() {
        end("CANCELLED");
        server.stop(0);
    }
}
