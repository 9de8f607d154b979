package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A fleet under a home of its own, so that a developer's fleet is left alone; one for all tests of
 * this JVM that need no other. Everything goes through {@code ./fleet}, as a user would. Taken
 * down, and its home deleted, when the JVM ends.
 */
final class Fleet {

    static final Path ROOT = Path.of(System.getProperty("fleet.root"));

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);

    /** Commands after which a process may listen elsewhere. */
    private static final Set<String> MOVING = Set.of("up", "down", "scale");

    private final Path home;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Thread atExit = new Thread(this::dispose);

    private static final class Holder {
        static final Fleet FLEET = usual();
    }

    private static Fleet usual() {
        DrillFleet.down();
        SecuredFleet.down();
        return new Fleet();
    }

    /**
     * Comes up.
     *
     * @param options of {@code up}
     */
    Fleet(String... options) {
        try {
            home = Files.createTempDirectory("fleet-system-tests");
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder can be made", e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        List<String> up = new ArrayList<>(List.of("up"));
        up.addAll(List.of(options));
        run(up.toArray(String[]::new)).succeeded();
    }

    /** Takes it down for good. */
    void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        dispose();
    }

    /** The running fleet; started on first use. */
    static Fleet up() {
        return Holder.FLEET;
    }

    /** Runs {@code ./fleet} with these arguments to its end. */
    Ran run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("fleet").toString()));
        command.addAll(List.of(arguments));
        if (MOVING.contains(arguments[0])) {
            addresses.clear();
        }
        return ended(command, Map.of());
    }

    /** Runs any command at the project's root with the fleet's home in its environment. */
    Ran exec(List<String> command, Map<String, String> environment) {
        addresses.clear();
        return ended(command, environment);
    }

    private Ran ended(List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(ROOT.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("FLEET_HOME", home.toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_COMMAND.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "%s did not end within %s".formatted(command, LONGEST_COMMAND));
            }
            return new Ran(
                    command,
                    process.exitValue(),
                    Files.readString(out, UTF_8),
                    Files.readString(err, UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be run".formatted(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What {@code status -o json} tells now. */
    JsonNode status() {
        return run("status", "-o", "json").json();
    }

    /** The first instance of this process in the status. */
    JsonNode process(String name) {
        for (JsonNode process : status().path("processes")) {
            if (process.path("name").asText().equals(name)) {
                return process;
            }
        }
        throw new AssertionError("no process %s in %s".formatted(name, status()));
    }

    /** {@code http://127.0.0.1:PORT} of a service. */
    String url(String service) {
        return "http://" + address(service);
    }

    /** {@code 127.0.0.1:PORT} of a service or part. */
    String address(String service) {
        return addresses.computeIfAbsent(
                service, name -> "127.0.0.1:" + process(name).path("port").asInt());
    }

    Path home() {
        return home;
    }

    /** Sends a request to a service's REST door. */
    HttpResponse<String> send(String method, String url, String body, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(60))
                            .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8));
            if (!body.isEmpty() || method.equals("POST")) {
                request.header("Content-Type", "application/json");
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("%s %s failed".formatted(method, url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    JsonNode get(String url) {
        return json(send("GET", url, "").body());
    }

    /** All events of a task, from its stream, which ends with the task. */
    List<JsonNode> events(String taskId) {
        HttpResponse<String> stream =
                send(
                        "GET",
                        url("orchestrator") + "/tasks/" + taskId + "/events",
                        "",
                        "Accept",
                        "text/event-stream");
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> json(line.substring("data:".length()).strip()))
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private void dispose() {
        run("down");
        delete(home);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** A command that ended. */
    record Ran(List<String> command, int exitCode, String out, String err) {

        Ran succeeded() {
            if (exitCode != 0) {
                throw new AssertionError(
                        "%s ended with %d%n%s%n%s".formatted(command, exitCode, out, err));
            }
            return this;
        }

        JsonNode json() {
            return Fleet.json(succeeded().out());
        }
    }
}
