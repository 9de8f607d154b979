package io.agentfleet.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The tool registry of this machine. Blocking. */
public final class ToolClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final int port;
    private final Supplier<Optional<String>> token;

    /**
     * @param port where it is
     * @param token shown with each request, if there is one
     */
    public ToolClient(int port, Supplier<Optional<String>> token) {
        this.port = port;
        this.token = token;
    }

    /** The tools of the catalog, by name. */
    public JsonNode tools() {
        return answer("GET", "/tools", HttpRequest.BodyPublishers.noBody());
    }

    /** One tool. */
    public JsonNode tool(String name) {
        return answer(
                "GET", "/tools/" + TaskClient.encoded(name), HttpRequest.BodyPublishers.noBody());
    }

    /**
     * Gives the name of a tool to another owner.
     *
     * @param owner {@code service}, or {@code issuer} and {@code subject}
     * @return the tool as it is now
     */
    public JsonNode transfer(String tool, Map<String, String> owner) {
        return answer(
                "POST",
                "/tools/%s/owner".formatted(TaskClient.encoded(tool)),
                HttpRequest.BodyPublishers.ofString(JsonFile.pretty(owner)));
    }

    private JsonNode answer(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .method(method, body);
        token.get().ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try {
            HttpResponse<String> answer =
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw ErrorResponse.failure(
                        method + " " + path, answer.statusCode(), answer.body());
            }
            return JsonFile.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_RUNNING,
                    "the tool registry does not answer at port %d (%s): './fleet status' shows it"
                            .formatted(port, e.getMessage()),
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
