package io.agentfleet.cli.client;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Log levels of services of this machine. Blocking. */
public final class LogLevelClient implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Supplier<Optional<String>> token;

    /**
     * @param token shown with each request, if there is one
     */
    public LogLevelClient(Supplier<Optional<String>> token) {
        this.token = token;
    }

    /**
     * Sets the level of a category in one process.
     *
     * @param name of the process, for people
     */
    public void set(String name, int port, String category, String level) {
        URI uri =
                URI.create(
                        "http://127.0.0.1:%d/log-levels/%s?level=%s"
                                .formatted(
                                        port,
                                        TaskClient.encoded(category),
                                        TaskClient.encoded(level)));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(10))
                        .PUT(HttpRequest.BodyPublishers.noBody());
        token.get().ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw ErrorResponse.failure(
                        "PUT /log-levels of " + name, answer.statusCode(), answer.body());
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_RUNNING,
                    "%s does not answer at port %d (%s): './fleet status' shows it"
                            .formatted(name, port, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
