package io.agentfleet.bench.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A drill fleet in a home of its own, brought up and taken down through {@code ./fleet}: fresh each
 * time, JVMs as for bench. Closing it takes it down.
 */
public final class BenchFleet implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path home;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Long> pids = new TreeMap<>();
    private final Thread atExit = new Thread(this::down, "bench-down");

    private BenchFleet(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /**
     * Brings it up with empty topics and stores.
     *
     * @param root of the checkout
     * @param home deleted first, after a fleet that may still run there was taken down
     * @param environment settings of its services, such as FLEET_FLOW_GUARANTEE
     */
    public static BenchFleet up(Path root, Path home, Map<String, String> environment)
            throws InterruptedException {
        BenchFleet fleet = new BenchFleet(root, home);
        if (Files.exists(home.resolve("state.json"))) {
            fleet.down();
        }
        delete(home);
        Runtime.getRuntime().addShutdownHook(fleet.atExit);
        fleet.fleet(environment, "up", "--drill", "--profile", "bench", "--timeout", "400");
        for (JsonNode process :
                fleet.read(fleet.fleet(Map.of(), "status", "-o", "json")).path("processes")) {
            fleet.ports.put(process.path("name").asText(), process.path("port").asInt());
            fleet.pids.put(process.path("name").asText(), process.path("pid").asLong());
        }
        return fleet;
    }

    public String kafka() {
        return "localhost:" + port("kafka");
    }

    /** The schema registry's API. */
    public String registry() {
        return "http://localhost:%d/apis/registry/v3".formatted(port("registry"));
    }

    /** Process numbers by name. */
    public Map<String, Long> pids() {
        return Map.copyOf(pids);
    }

    public int port(String process) {
        Integer port = ports.get(process);
        if (port == null) {
            throw new IllegalStateException(
                    "the fleet has no process %s, only %s".formatted(process, ports.keySet()));
        }
        return port;
    }

    /** Runs so many instances of a service; returns when they are ready. */
    public void scale(String service, int instances) throws InterruptedException {
        fleet(Map.of("FLEET_NO_BUILD", "1"), "scale", service + "=" + instances);
    }

    public Path home() {
        return home;
    }

    private JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("./fleet status answered no JSON: " + json, e);
        }
    }

    private String fleet(Map<String, String> environment, String... arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("fleet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FLEET_HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "%s ended with %d: its logs are in %s"
                                .formatted(
                                        String.join(" ", command),
                                        process.exitValue(),
                                        home.resolve("logs")));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(command), e);
        }
    }

    private void down() {
        try {
            fleet(Map.of("FLEET_NO_BUILD", "1"), "down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be emptied".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        down();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
