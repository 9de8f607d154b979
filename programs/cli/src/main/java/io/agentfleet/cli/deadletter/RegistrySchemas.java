package io.agentfleet.cli.deadletter;

import io.agentfleet.messaging.codec.RegistryAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Schemas of an Apicurio Registry, by the content id that stands in each record.
 *
 * @param registry where it is
 */
public record RegistrySchemas(RegistryAddress registry) implements DeadLetterDecoder.Schemas {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of the registry at this address, which may hold a login. */
    public RegistrySchemas(String url) {
        this(RegistryAddress.of(url));
    }

    @Override
    public Optional<String> find(int id) throws IOException {
        HttpResponse<String> answer = ask("/ids/contentIds/" + id);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default ->
                    throw new IOException(
                            "the registry at %s answers %d"
                                    .formatted(registry.url(), answer.statusCode()));
        };
    }

    private HttpResponse<String> ask(String path) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return http.send(
                    registry.request(path).timeout(TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "the registry does not answer at %s (%s)".formatted(registry.url(), e), e);
        }
    }
}
