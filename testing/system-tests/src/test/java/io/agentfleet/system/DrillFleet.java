package io.agentfleet.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.FailpointControl;
import io.agentfleet.faults.effects.ExecutionLog;
import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import io.agentfleet.faults.load.DrillLoad;
import io.agentfleet.faults.load.DrillTask;
import io.agentfleet.faults.load.Invariants;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One drill fleet, with failpoints, for all fault tests of this JVM: two of agent-analysis,
 * everything else once. Its runs give signs of life often and are missed soon, so that a slow model
 * need not be slow for minutes. {@code -Dguarantee=at-least-once} sets the flow up like that.
 */
final class DrillFleet {

    private static final Duration READY = Duration.ofMinutes(2);

    private static final Map<String, String> SHORT_TIMES =
            Map.of("FLEET_RUN_HEARTBEAT_INTERVAL", "5s", "FLEET_FLOW_NODE_TIMEOUT", "20s");

    private final FleetUnderTest fleet;
    private final FailpointControl failpoints;
    private final DrillLoad load;
    private final Thread atExit = new Thread(this::dispose);

    private static @Nullable DrillFleet running;

    private DrillFleet() {
        try {
            Path home = Files.createTempDirectory("fleet-drill");
            Path points = home.resolve("failpoints");
            fleet = new FleetUnderTest(Fleet.ROOT, home, environment(points));
            failpoints = new FailpointControl(points);
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder can be made", e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        fleet.run("up", "--drill");
        fleet.run("scale", "agent-analysis=2");
        List<FleetProcess> instances = ready();
        load =
                new DrillLoad(
                        FleetUnderTest.named(instances, "kafka").address(),
                        "http://%s/apis/registry/v3"
                                .formatted(FleetUnderTest.named(instances, "registry").address()));
    }

    /** Its home stays if the logs may be wanted: {@code -Dfleet.keep=true}. */
    private void dispose() {
        fleet.run("down");
        if (!Boolean.getBoolean("fleet.keep")) {
            Fleet.delete(fleet.home());
        }
    }

    private static Map<String, String> environment(Path points) {
        Map<String, String> environment = new java.util.HashMap<>(SHORT_TIMES);
        environment.put("FLEET_FAILPOINT_DIR", points.toString());
        environment.put("FLEET_FLOW_GUARANTEE", System.getProperty("guarantee", "exactly-once"));
        return environment;
    }

    /** The running fleet; started on first use. */
    static synchronized DrillFleet up() {
        if (running == null) {
            running = new DrillFleet();
        }
        return running;
    }

    /** Takes it down if it is up. */
    static synchronized void down() {
        if (running != null) {
            Runtime.getRuntime().removeShutdownHook(running.atExit);
            running.load.close();
            running.dispose();
            running = null;
        }
    }

    /** Every process, as soon as each is ready. */
    List<FleetProcess> ready() {
        return fleet.awaitReady(READY);
    }

    DrillLoad load() {
        return load;
    }

    FailpointControl failpoints() {
        return failpoints;
    }

    FleetUnderTest fleet() {
        return fleet;
    }

    /** Waits until somebody is held at the failpoint; its name. */
    String awaitHeld(Failpoint point) {
        return awaitHeld(point, Duration.ofSeconds(60));
    }

    String awaitHeld(Failpoint point, Duration atMost) {
        return Awaitility.await("somebody reaches " + point)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> failpoints.held(point), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the task has ended, or somebody is held at the failpoint. */
    void awaitEndOrHeld(DrillTask task, Failpoint point, Duration atMost) {
        Awaitility.await("%s ends, or is held at %s".formatted(task.id(), point))
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> failpoints.held(point).isPresent() || load.hasEnded(task));
    }

    /** Waits until who was held there has gone on. */
    void awaitNobodyHeld(Failpoint point) {
        Awaitility.await(point + " is left").until(() -> failpoints.held(point).isEmpty());
    }

    /** The address of something behind the orchestrator's REST door. */
    String rest(String path) {
        return "http://%s%s".formatted(fleet.instance("orchestrator").address(), path);
    }

    JsonNode get(String url) {
        return Fleet.json(request("GET", url));
    }

    void delete(String url) {
        request("DELETE", url);
    }

    private static String request(String method, String url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(10))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("%s %s failed".formatted(method, url), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until this node of the task has a result. */
    void awaitNode(DrillTask task, String node) {
        Awaitility.await("%s of %s ends".formatted(node, task.id()))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        load.outcomes().stream()
                                .anyMatch(o ->
                                        o.result().getTaskId().equals(task.id() + "." + node)));
    }

    /** Waits until the tasks have ended, then checks every promise about them. */
    Invariants checked(List<DrillTask> tasks, Duration atMost) {
        try {
            load.awaitEnd(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Invariants.of(tasks, load.outcomes(), ExecutionLog.read(fleet.book()));
    }
}
