package io.agentfleet.modelserver.recording;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The real endpoint. Blocking; safe for many threads. */
public final class Upstream implements AutoCloseable {

    /** What a client acts on; others may tell who asked. */
    private static final Set<String> KEPT =
            Set.of("content-type", "retry-after", "retry-after-ms", "x-should-retry");

    /** Of the connection, not of the request; and nothing is to come compressed. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "accept-encoding",
                    "upgrade",
                    "http2-settings",
                    "expect",
                    "te",
                    "keep-alive");

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /**
     * @param base such as {@code https://api.openai.com}; paths are added to it
     */
    public Upstream(URI base) {
        this.base = base;
    }

    /** An answer that is coming in; close it. */
    public record Incoming(int status, Map<String, String> headers, InputStream body)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Sends the request; the answer's body is still to be read. */
    public Incoming send(WireRequest request) throws IOException, InterruptedException {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String path = base.toString().replaceAll("/+$", "") + request.path() + query;
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(path))
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers()
                .forEach((name, value) -> {
                    if (!OF_THE_CONNECTION.contains(name)) {
                        builder.setHeader(name, value);
                    }
                });
        HttpResponse<InputStream> response =
                client.send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> {
                    if (KEPT.contains(name)) {
                        headers.put(name, values.getFirst());
                    }
                });
        return new Incoming(response.statusCode(), headers, response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
