package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.delivery.Act;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way back to one client. Blocks until bytes are on the wire, so it is used on virtual threads
 * only. A client that has left is no error: nothing more is sent.
 */
final class Reply {

    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    Reply(HttpServerRequest request) {
        this.connection = request.connection();
        this.response = request.response();
        response.closeHandler(closed -> gone.complete(null));
        response.exceptionHandler(broken -> gone.complete(null));
        if (response.closed()) {
            gone.complete(null);
        }
    }

    int status() {
        return response.getStatusCode();
    }

    /** Sends a whole answer. */
    void send(int status, Map<String, String> headers, String body) {
        head(status, "application/json", headers);
        await(response.end(body));
    }

    private void head(int status, String type, Map<String, String> headers) {
        response.setStatusCode(status).putHeader("content-type", type);
        headers.forEach(response::putHeader);
    }

    /** Begins an answer that goes on with {@link #play}. */
    void begin(int status, String type, Map<String, String> headers, Framing framing) {
        head(status, type, headers);
        switch (framing) {
            case Framing.Chunked _ -> response.setChunked(true);
            case Framing.Length length ->
                    response.putHeader("content-length", String.valueOf(length.bytes()));
        }
    }

    /** Goes on with an answer, act by act. */
    void play(List<Act> acts) throws InterruptedException {
        for (Act act : acts) {
            if (gone.isDone()) {
                return;
            }
            play(act);
        }
    }

    /** How a client knows where the body ends. */
    sealed interface Framing {
        record Chunked() implements Framing {}

        record Length(int bytes) implements Framing {}
    }

    private void play(Act act) throws InterruptedException {
        boolean done =
                switch (act) {
                    case Act.Write write -> await(response.write(write.bytes()));
                    case Act.Pause pause -> waitFor(pause.length());
                    case Act.Hang hang -> waitFor(hang.longest());
                    case Act.End _ -> await(response.end());
                    case Act.Cut _ -> cut();
                };
        if (!done) {
            gone.complete(null);
        }
    }

    /** Until the time is over, or the client has left. */
    private boolean waitFor(Duration length) throws InterruptedException {
        try {
            gone.get(length.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** Closes the connection without an end of the answer. */
    boolean cut() {
        return await(connection.close());
    }

    private static boolean await(Future<Void> sent) {
        try {
            sent.toCompletionStage().toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
