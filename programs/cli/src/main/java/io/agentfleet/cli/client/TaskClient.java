package io.agentfleet.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tasks, views and costs of the orchestrator, or of one agent, over its REST API. Blocking. A
 * request may be sent again while the service is away: none does harm when it comes twice, a
 * submission because of its idempotency key.
 */
public final class TaskClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int LARGEST_PAGE = 200;
    private static final int UNAVAILABLE = 503;
    private static final int UNKNOWN = 404;

    private final String service;
    private final IntSupplier port;
    private final Supplier<Optional<String>> token;
    private final RideOut rideOut;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /** Of an open fleet. */
    public TaskClient(int port) {
        this("orchestrator", () -> port, Optional::empty, RideOut.none());
    }

    /**
     * @param service the name of the service, for messages
     * @param port asked each time: a restart may have taken another
     * @param token shown with each request, if there is one; asked each time, since tokens end
     * @param rideOut what is done while the orchestrator is away
     */
    public TaskClient(
            String service, IntSupplier port, Supplier<Optional<String>> token, RideOut rideOut) {
        this.service = service;
        this.port = port;
        this.token = token;
        this.rideOut = rideOut;
    }

    /** Waits a moment and returns true, or returns false if the service was away for too long. */
    boolean again(String why) throws InterruptedException {
        return rideOut.again(service, why);
    }

    /** The service answered. */
    void answered() {
        rideOut.answered(service);
    }

    /** Submits a task; returns its view. */
    public JsonNode submit(TaskRequest task) {
        String body = JsonFile.pretty(task);
        return json(
                send(
                        "POST /tasks",
                        () ->
                                request("/tasks")
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    public JsonNode get(String taskId) {
        return json(send("GET /tasks/" + taskId, () -> request("/tasks/" + encoded(taskId)).GET()));
    }

    /** The task's spans as far as they have come in. */
    public JsonNode trace(String taskId) {
        String path = "/tasks/%s/trace".formatted(encoded(taskId));
        return json(send("GET /tasks/" + taskId + "/trace", () -> request(path).GET()));
    }

    /** What was done for the task, step by step. */
    public JsonNode log(String taskId) {
        String path = "/tasks/%s/log".formatted(encoded(taskId));
        return json(send("GET /tasks/" + taskId + "/log", () -> request(path).GET()));
    }

    /**
     * Tasks, newest first, of as many pages as that takes; {@code next_cursor} is that of the last.
     */
    public JsonNode list(Map<String, String> filters, int atMost) {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        Map<String, String> asked = new TreeMap<>(filters);
        while (true) {
            int left = atMost - tasks.size();
            asked.put("limit", Integer.toString(Math.min(left, LARGEST_PAGE)));
            JsonNode page = page(asked);
            page.path("tasks").forEach(tasks::add);
            String cursor = page.path("next_cursor").asText();
            if (cursor.isEmpty() || tasks.size() >= atMost) {
                return JsonNodeFactory.instance
                        .objectNode()
                        .put("next_cursor", cursor)
                        .set("tasks", tasks);
            }
            asked.put("cursor", cursor);
        }
    }

    private JsonNode page(Map<String, String> asked) {
        return json(send("GET /tasks", () -> request("/tasks?" + query(asked)).GET()));
    }

    /** What models have cost. */
    public JsonNode costs(Map<String, String> asked) {
        return json(send("GET /costs", () -> request("/costs?" + query(asked)).GET()));
    }

    private static String query(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Orders a task to stop. */
    public void cancel(String taskId) {
        send("DELETE /tasks/" + taskId, () -> request("/tasks/" + encoded(taskId)).DELETE());
    }

    /**
     * Orders the views to be projected again from the log; returns how far that is.
     *
     * @param clear whether they are emptied first
     */
    public JsonNode rebuild(boolean clear) {
        String path = "/views/rebuild?clear=" + clear;
        return json(
                send(
                        "POST /views/rebuild",
                        () ->
                                request(path)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** How far the last rebuild of the views is. */
    public JsonNode rebuilding() {
        return json(send("GET /views/rebuild", () -> request("/views/rebuild").GET()));
    }

    /**
     * The task's event stream after the given position; closed by its end or by the caller.
     *
     * @throws IOException if it may be there in a moment: also while a restarted orchestrator does
     *     not show the task yet
     */
    InputStream events(String taskId, String after) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                to("/tasks/" + encoded(taskId) + "/events").header("Accept", "text/event-stream");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<InputStream> answer =
                http.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            try (InputStream body = answer.body()) {
                CommandException failure =
                        ErrorResponse.failure(
                                "GET /tasks/%s/events".formatted(taskId),
                                answer.statusCode(),
                                new String(body.readAllBytes(), StandardCharsets.UTF_8));
                if (answer.statusCode() == UNAVAILABLE || answer.statusCode() == UNKNOWN) {
                    throw new IOException(failure.getMessage(), failure);
                }
                throw failure;
            }
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return to(path).timeout(TIMEOUT).header("Accept", "application/json");
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        token.get().ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        return request;
    }

    private String base() {
        return "http://127.0.0.1:" + port.getAsInt();
    }

    private String send(String what, Supplier<HttpRequest.Builder> request) {
        try {
            while (true) {
                CommandException away;
                try {
                    HttpResponse<String> answer = answer(request.get().build());
                    if (answer.statusCode() < 300) {
                        answered();
                        return answer.body();
                    }
                    away = ErrorResponse.failure(what, answer.statusCode(), answer.body());
                    if (answer.statusCode() != UNAVAILABLE) {
                        throw away;
                    }
                } catch (IOException e) {
                    away = unreachable(e);
                }
                if (!again(what)) {
                    throw away;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private HttpResponse<String> answer(HttpRequest request)
            throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private CommandException unreachable(IOException e) {
        return new CommandException(
                ExitCode.NOT_RUNNING,
                "%s does not answer at %s (%s): './fleet up' starts it, './fleet doctor' looks for the cause"
                        .formatted(
                                service,
                                base(),
                                e.getMessage() == null
                                        ? e.getClass().getSimpleName()
                                        : e.getMessage()),
                e);
    }

    private JsonNode json(String body) {
        try {
            return JsonFile.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the answer of %s is not JSON: %s".formatted(service, body),
                    e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
