package io.agentfleet.bench.fleet;

import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A drill fleet in a home of its own, brought up and taken down through {@code ./fleet}: fresh each
 * time, JVMs as for bench. Closing it takes it down.
 */
public final class BenchFleet implements AutoCloseable {

    private final FleetUnderTest fleet;
    private final List<FleetProcess> instances;
    private final Thread atExit;

    private BenchFleet(FleetUnderTest fleet) {
        this.fleet = fleet;
        this.atExit = new Thread(() -> fleet.run("down"), "bench-down");
        Runtime.getRuntime().addShutdownHook(atExit);
        fleet.run("up", "--drill", "--profile", "bench", "--timeout", "400");
        this.instances = fleet.instances();
    }

    /**
     * Brings it up with empty topics and stores.
     *
     * @param root of the checkout
     * @param home deleted first, after a fleet that may still run there was taken down
     * @param environment settings of its services, such as FLEET_FLOW_GUARANTEE
     */
    public static BenchFleet up(Path root, Path home, Map<String, String> environment) {
        FleetUnderTest fleet = new FleetUnderTest(root, home, environment);
        if (Files.exists(home.resolve("state.json"))) {
            fleet.run("down");
        }
        delete(home);
        return new BenchFleet(fleet);
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
        return instances.stream().collect(Collectors.toMap(FleetProcess::name, FleetProcess::pid));
    }

    public int port(String process) {
        return FleetUnderTest.named(instances, process).port();
    }

    /** Runs so many instances of a service; returns when they are ready. */
    public void scale(String service, int instances) {
        fleet.run("scale", service + "=" + instances);
    }

    public Path home() {
        return fleet.home();
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be emptied".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        fleet.run("down");
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
