package io.agentfleet.providers.http;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelTimeLimits;
import io.agentfleet.providers.error.CallFailures;
import io.agentfleet.providers.error.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * What LangChain4j's clients reach the network with: each call runs from its first to its last byte
 * on the caller's thread, within the model's time limits. No retries, no redirects: a key goes
 * nowhere but to the address that was configured. Safe for many threads.
 */
public final class StreamingClient implements HttpClient {

    private static final int MOST_OF_A_REFUSAL = 64 << 10;

    private final java.net.http.HttpClient network;
    private final ModelTimeLimits limits;
    private final StreamSigns signs;
    private final CallFailures failures;
    private final UnaryOperator<String> requestBody;

    /**
     * @param requestBody what is sent for what the protocol's client would send
     */
    public StreamingClient(
            java.net.http.HttpClient network,
            StreamSigns signs,
            CallFailures failures,
            UnaryOperator<String> requestBody) {
        this.requestBody = requestBody;
        this.network = network;
        this.limits = failures.settings().timeLimits();
        this.signs = signs;
        this.failures = failures;
    }

    /** A connection pool for one model. */
    public static java.net.http.HttpClient network(Duration connect) {
        return java.net.http.HttpClient.newBuilder()
                // local servers stumble over the offer of HTTP/2
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Hands out this client, whatever times the builder is told: they are the model's. */
    public HttpClientBuilder builder() {
        return new Builder(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("every call is streamed");
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener client) {
        CallClock clock = new CallClock(limits);
        HttpResponse<StreamBody> response;
        try {
            response = open(jdk(request), clock);
        } catch (RuntimeException e) {
            client.onError(e);
            return;
        }
        try (StreamBody body = response.body()) {
            if (response.statusCode() < 200 || response.statusCode() > 299) {
                client.onError(refused(response, body));
                return;
            }
            String type = response.headers().firstValue("content-type").orElse("none");
            StreamEvents events = new StreamEvents(client, signs, failures, clock, type);
            parser.parse(body, events);
            events.end();
        }
    }

    private HttpResponse<StreamBody> open(java.net.http.HttpRequest request, CallClock clock) {
        StreamBody body = new StreamBody(clock);
        CompletableFuture<HttpResponse<StreamBody>> sent = network.sendAsync(request, info -> body);
        try {
            return sent.get(clock.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(sent, body);
            throw failures.of(ModelFailure.TIMED_OUT, clock.over());
        } catch (InterruptedException e) {
            abandon(sent, body);
            Thread.currentThread().interrupt();
            throw failures.cancelled();
        } catch (ExecutionException e) {
            throw unreached(e.getCause() == null ? e : e.getCause());
        }
    }

    /** The answer may have begun just now: then only its body ends the exchange. */
    private static void abandon(CompletableFuture<?> sent, StreamBody body) {
        sent.cancel(true);
        body.close();
    }

    private RuntimeException unreached(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return failures.of(
                    ModelFailure.TIMED_OUT,
                    "no connection within %s (time-limit.connect)"
                            .formatted(CallClock.text(limits.connect())));
        }
        String said =
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return failures.of(ModelFailure.UNREACHABLE, "no connection: " + said);
    }

    private RuntimeException refused(HttpResponse<?> response, StreamBody body) {
        String text;
        try {
            text = new String(body.readNBytes(MOST_OF_A_REFUSAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            text = "";
        }
        if (Thread.currentThread().isInterrupted()) {
            return failures.cancelled();
        }
        return failures.refused(
                response.statusCode(),
                text,
                RetryAfter.of(response.headers().firstValue("retry-after"), text, Instant.now()));
    }

    private java.net.http.HttpRequest jdk(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .method(
                                request.method().name(),
                                BodyPublishers.ofString(requestBody.apply(request.body())));
        request.headers().forEach((name, values) -> add(builder, name, values));
        return builder.build();
    }

    private static void add(
            java.net.http.HttpRequest.Builder builder, String name, List<String> values) {
        values.forEach(value -> builder.header(name, value));
    }

    private record Builder(HttpClient build) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }
    }
}
