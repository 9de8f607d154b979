package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.fault.Fault;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The port on 127.0.0.1, which can be closed for a while. Safe for many threads. */
final class Port implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    /** More than a full queue of one holds, on every system. */
    private static final int FILLING = 4;

    private final Vertx vertx;
    private final Handler<HttpServerRequest> handler;
    private HttpServer server;
    private final int number;
    private boolean isOpen = true;
    private boolean isClosed;

    /**
     * @param wanted 0: a free one
     */
    Port(Vertx vertx, int wanted, Handler<HttpServerRequest> handler) {
        this.vertx = vertx;
        this.handler = handler;
        this.server = listen(wanted);
        this.number = server.actualPort();
    }

    private HttpServer listen(int wanted) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(HOST)
                        .setPort(wanted)
                        .setHttp2ClearTextEnabled(false)
                        .setTcpNoDelay(true)
                        .setMaxInitialLineLength(16 * 1024)
                        .setMaxHeaderSize(64 * 1024);
        HttpServer listening = vertx.createHttpServer(options).requestHandler(handler);
        join(listening.listen());
        return listening;
    }

    private static void join(io.vertx.core.Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    int number() {
        return number;
    }

    /** Closes the port, and every connection; it opens again by itself. */
    void close(Fault.Closed fault) {
        if (shut()) {
            Thread.ofVirtual().name("closed-port").start(() -> staySo(fault));
        }
    }

    private synchronized boolean shut() {
        if (!isOpen) {
            return false;
        }
        isOpen = false;
        join(server.close());
        return true;
    }

    private void staySo(Fault.Closed fault) {
        try {
            switch (fault) {
                case Fault.Refusing refusing -> Thread.sleep(refusing.length());
                case Fault.NotAccepting waiting -> holdWithoutAccepting(waiting.length());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            openAgain();
        }
    }

    private synchronized void openAgain() {
        if (!isClosed) {
            server = listen(number);
            isOpen = true;
        }
    }

    /**
     * Listens with a queue of one that is full: the system then answers no connection, as if the
     * network were slow.
     */
    private void holdWithoutAccepting(Duration length) throws InterruptedException {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket()) {
            silent.setReuseAddress(true);
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 1);
            for (int i = 0; i < FILLING; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                connectIfThereIsRoom(socket, silent);
            }
            Thread.sleep(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (Socket socket : filling) {
                closeQuietly(socket);
            }
        }
    }

    private static void connectIfThereIsRoom(Socket socket, ServerSocket silent) {
        try {
            socket.connect(silent.getLocalSocketAddress(), 50);
        } catch (IOException full) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        try {
            join(server.close());
        } catch (CompletionException e) {
            // it was closed already
        }
    }
}
