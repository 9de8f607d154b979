package io.agentfleet.cli.deadletter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Schemas of an Apicurio Registry, by the content id that stands in each record.
 *
 * @param url the API, such as {@code http://localhost:8079/apis/registry/v3}
 */
public record RegistrySchemas(String url) implements DeadLetterDecoder.Schemas {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public Optional<String> find(int id) throws IOException {
        HttpResponse<String> answer = ask("/ids/contentIds/" + id);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default ->
                    throw new IOException(
                            "the registry at %s answers %d".formatted(url, answer.statusCode()));
        };
    }

    private HttpResponse<String> ask(String path) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("the registry does not answer at %s (%s)".formatted(url, e), e);
        }
    }
}
