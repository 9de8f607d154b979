package io.agentfleet.faults.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A fleet that is up, seen through {@code ./fleet}.
 *
 * @param root of the checkout whose {@code ./fleet} is asked
 * @param home the fleet's {@code FLEET_HOME}
 * @param environment more of it for {@code ./fleet}; {@code up} hands it on to every process
 */
public record FleetUnderTest(Path root, Path home, Map<String, String> environment) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public FleetUnderTest {
        environment = Map.copyOf(environment);
    }

    /** Every process as it is now. */
    public List<FleetProcess> instances() {
        return instances(Duration.ZERO);
    }

    private List<FleetProcess> instances(Duration wait) {
        List<FleetProcess> instances = new ArrayList<>();
        for (JsonNode process : status(wait).path("processes")) {
            instances.add(JSON.convertValue(process, FleetProcess.class));
        }
        return instances;
    }

    /** True if it was started for a drill: only then is there a book to check. */
    public boolean isForADrill() {
        return status(Duration.ZERO).path("setup").asText().contains("drill");
    }

    /**
     * One process as it is now.
     *
     * @throws IllegalStateException if the fleet has none of that name
     */
    public FleetProcess instance(String name) {
        return named(instances(), name);
    }

    /** The process of that name among these. */
    public static FleetProcess named(List<FleetProcess> instances, String name) {
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the fleet has no process %s: %s".formatted(name, instances)));
    }

    /**
     * Returns all processes when each of them is ready.
     *
     * @throws IllegalStateException if they are not when the time is over
     */
    public List<FleetProcess> awaitReady(Duration atMost) {
        return instances(atMost);
    }

    /** Where the tools keep their book. */
    public Path book() {
        return home.resolve("output").resolve("book.jsonl");
    }

    /** Runs {@code ./fleet} with these arguments; its output. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("fleet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("FLEET_HOME", home.toString(), "FLEET_NO_BUILD", "1"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("%s ended with %d".formatted(command, exit));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
        }
    }

    /**
     * @param wait until all are ready, at most
     */
    private JsonNode status(Duration wait) {
        String out = run("status", "--wait=" + wait.toSeconds(), "-o", "json");
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException("status tells no JSON: " + out, e);
        }
    }
}
