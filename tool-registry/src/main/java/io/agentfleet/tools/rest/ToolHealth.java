package io.agentfleet.tools.rest;

import io.agentfleet.tools.registration.AddressRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How a tool says it is.
 *
 * @param status up, down or unknown
 * @param detail what was asked and answered
 */
public record ToolHealth(String status, String detail) {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /**
     * Asks the URL once: any 2xx is up. Whoever registered the tool chose the URL, so that it is
     * asked without a token, no redirect is followed, nothing of the answer's body is read, and all
     * is over in two seconds.
     */
    static ToolHealth of(String url) {
        if (url.isEmpty()) {
            return new ToolHealth("unknown", "the tool was registered without health_url");
        }
        try {
            URI uri = URI.create(url);
            if (Stream.of(InetAddress.getAllByName(withoutBrackets(uri.getHost())))
                    .anyMatch(AddressRule::isNoPlaceForATool)) {
                return new ToolHealth("unknown", "%s is at no address of a tool".formatted(url));
            }
            int code = status(uri);
            return new ToolHealth(
                    code / 100 == 2 ? "up" : "down", "%s answers %d".formatted(url, code));
        } catch (IOException | ExecutionException | TimeoutException e) {
            return new ToolHealth("down", "%s does not answer: %s".formatted(url, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ToolHealth("unknown", "the registry stops");
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int status(URI uri)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        try {
            HttpResponse<InputStream> response =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                            .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream _ = response.body()) {
                return response.statusCode();
            }
        } finally {
            client.shutdownNow();
        }
    }

    /** The same without what it tells of the network around the registry. */
    ToolHealth inShort() {
        return new ToolHealth(
                status, status.equals("up") ? "answers 2xx" : "gives no answer of 2xx");
    }
}
