package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fleets of one machine that come up at the same moment: each Kafka, Redis, the schema registry and
 * one service. They share a folder that looks like a checkout with a shorter list of services.
 */
class ManyFleetsST {

    private static final int FLEETS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final String FIRST = "tool-registry";
    private static final String ADDED = "tool-executor";

    /** What each fleet told of itself when it was up. */
    private static final List<JsonNode> FIRST_SEEN = new ArrayList<>();

    @TempDir private static Path checkout;

    @BeforeAll
    static void allComeUpAtOnce() throws Exception {
        for (String part : List.of("programs", "libs", "schemas", FIRST, ADDED)) {
            Files.createSymbolicLink(checkout.resolve(part), Fleet.ROOT.resolve(part));
        }
        for (String file : List.of("fleet", "permissions.properties")) {
            Files.copy(Fleet.ROOT.resolve(file), checkout.resolve(file));
        }
        assertThat(checkout.resolve("fleet").toFile().setExecutable(true)).isTrue();
        list(FIRST);
        List<Process> ups = new ArrayList<>();
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            ups.add(start(fleet, "up"));
        }
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            ended(fleet, "up", ups.get(fleet)).succeeded();
            FIRST_SEEN.add(run(fleet, "status", "-o", "json").json());
        }
    }

    @AfterAll
    static void allGoDown() throws Exception {
        List<Process> downs = new ArrayList<>();
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            downs.add(start(fleet, "down"));
        }
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            ended(fleet, "down", downs.get(fleet)).succeeded();
        }
    }

    @Test
    void noneSharesAPortWithAnotherAndNothingHadToBeStartedTwice() throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (JsonNode status : FIRST_SEEN) {
            for (JsonNode process : status.path("processes")) {
                ports.add(process.path("port").asInt());
                assertThat(process.path("restarts").asInt()).as("%s", process).isZero();
            }
        }
        assertThat(ports).hasSize(4 * FLEETS).doesNotHaveDuplicates();
        assertThat(Files.readString(home(0).resolve("up.err"), UTF_8)).doesNotContain("✗");
    }

    @Test
    void aServiceThatIsAddedToAFleetThatRunsIsMissedAndStartedByTheNextUp() throws Exception {
        JsonNode before = process(1, FIRST);
        list(FIRST, ADDED);
        assertThat(process(1, ADDED).path("state").asText()).isEqualTo("stopped");
        assertThat(run(1, "doctor").out()).contains("PROBLEM  " + ADDED);
        assertThat(run(1, "scale", ADDED + "=1").err()).contains("./fleet up");
        Fleet.Ran up = run(1, "up").succeeded();
        assertThat(up.err()).as("what was ready before is no news").doesNotContain(FIRST);
        JsonNode after = run(1, "status", "-o", "json").json();
        assertThat(named(ADDED, after).path("state").asText()).isEqualTo("ready");
        assertThat(named(FIRST, after).path("pid")).isEqualTo(before.path("pid"));
    }

    @Test
    void aProcessThatLostItsPortMovesAndItsClientsAreReconfigured() throws Exception {
        JsonNode status = run(2, "status", "-o", "json").json();
        JsonNode redis = named("redis", status);
        long user = named(FIRST, status).path("pid").asLong();
        signal("STOP", status.path("supervisor_pid").asLong());
        try (ServerSocket stranger = afterTheEndOf(redis)) {
            signal("CONT", status.path("supervisor_pid").asLong());
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        JsonNode now = run(2, "status", "-o", "json").json();
                        assertThat(named("redis", now).path("port").asInt())
                                .isNotEqualTo(stranger.getLocalPort());
                        assertThat(named(FIRST, now).path("pid").asLong()).isNotIn(0L, user);
                        assertThat(named(FIRST, now).path("state").asText()).isEqualTo("ready");
                        assertThat(named(FIRST, now).path("restarts").asInt()).isZero();
                    });
        }
    }

    /** Somebody who listens on the port of a process that was killed. */
    private static ServerSocket afterTheEndOf(JsonNode process) throws Exception {
        ProcessHandle.of(process.path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
        int port = process.path("port").asInt();
        return await().atMost(Duration.ofSeconds(10))
                .ignoreException(java.net.BindException.class)
                .until(
                        () -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()),
                        ServerSocket::isBound);
    }

    private static void signal(String name, long pid) throws Exception {
        String[] kill = {"kill", "-" + name, Long.toString(pid)};
        assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
    }

    private static void list(String... services) throws IOException {
        List<String> lines =
                Files.readAllLines(Fleet.ROOT.resolve("fleet.properties")).stream()
                        .filter(line ->
                                Stream.of(services).anyMatch(it -> line.startsWith(it + " ")))
                        .toList();
        Files.write(checkout.resolve("fleet.properties"), lines);
    }

    private static JsonNode process(int fleet, String name) throws Exception {
        return named(name, run(fleet, "status", "-o", "json").json());
    }

    private static JsonNode named(String name, JsonNode status) {
        for (JsonNode process : status.path("processes")) {
            if (process.path("name").asText().equals(name)) {
                return process;
            }
        }
        throw new AssertionError("no %s in %s".formatted(name, status));
    }

    private static Fleet.Ran run(int fleet, String... words) throws Exception {
        return ended(fleet, words[0], start(fleet, words));
    }

    private static Process start(int fleet, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve("fleet").toString()));
        command.addAll(List.of(words));
        Path home = Files.createDirectories(home(fleet));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(home.resolve(words[0] + ".out").toFile())
                        .redirectError(home.resolve(words[0] + ".err").toFile());
        builder.environment().put("FLEET_HOME", home.toString());
        builder.environment().put("FLEET_NO_BUILD", "1");
        return builder.start();
    }

    private static Fleet.Ran ended(int fleet, String word, Process process) throws Exception {
        assertThat(process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS))
                .as("%s of fleet %d ended", word, fleet)
                .isTrue();
        return new Fleet.Ran(
                List.of(word),
                process.exitValue(),
                Files.readString(home(fleet).resolve(word + ".out"), UTF_8),
                Files.readString(home(fleet).resolve(word + ".err"), UTF_8));
    }

    private static Path home(int fleet) {
        return checkout.resolve("home-" + fleet);
    }
}
