package io.agentfleet.tools.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a tool says it is.
 *
 * @param status up, down or unknown
 * @param detail what was asked and answered
 */
public record ToolHealth(String status, String detail) {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Asks the URL once: any 2xx is up. Blocks for two seconds at most. */
    static ToolHealth of(@Nullable String url) {
        if (url == null) {
            return new ToolHealth("unknown", "the tool was registered without health_url");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            int code = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new ToolHealth(
                    code / 100 == 2 ? "up" : "down", "%s answers %d".formatted(url, code));
        } catch (IOException e) {
            return new ToolHealth("down", "%s does not answer: %s".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ToolHealth("unknown", "the registry stops");
        }
    }
}
