package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.executor.hostile.HostileCall;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tool executor as a process of its own under twenty callers of one tenant who mean harm, while
 * another tenant works. {@code -Dhostile.seconds=3600} makes it an hour.
 */
class HostileExecutorST {

    private static final Logger LOG = LoggerFactory.getLogger(HostileExecutorST.class);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("hostile.seconds", 30));
    private static final HostileCall SUM =
            new HostileCall(
                    "sum", "query_database", Map.of("sql", "select sum(amount) from orders"));
    private static final int CALLERS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Of a machine that others use too; the report says how late the slowest really was. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final long MOST_RESIDENT_KIB = 400 * 1024;

    @TempDir Path folder;

    private record Timed(String name, ExecuteToolResponse response, Duration took) {}

    @Test
    void twentyHostileCallersNeitherEndNorFillTheExecutorAndNobodyElseWaitsForThem()
            throws Exception {
        int port = Ports.any();
        try (ServerProcess executor = start(port)) {
            executor.awaitReady(Duration.ofMinutes(1), line -> {});
            ManagedChannel channel =
                    ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
            // Its source is loaded and its worker is bound before the attack, as of one who works.
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            execute(channel, "good", SUM)
                                    .response()
                                    .getOutcome()
                                    .equals("succeeded"));
            Queue<Timed> hostile = new ConcurrentLinkedQueue<>();
            Queue<Timed> others = new ConcurrentLinkedQueue<>();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                long end = System.nanoTime() + TIME.toNanos();
                List<Future<?>> all = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    Random random = new Random(caller);
                    all.add(callers.submit(() -> attack(channel, random, end, hostile)));
                }
                all.add(callers.submit(() -> work(channel, end, others)));
                for (Future<?> caller : all) {
                    caller.get();
                }
            } finally {
                channel.shutdownNow();
            }

            long resident = mostResidentKib(executor.pid());
            report(hostile, others, resident);
            assertThat(executor.isAlive()).isTrue();
            assertThat(resident).isLessThan(MOST_RESIDENT_KIB);
            assertThat(hostile)
                    .allSatisfy(call ->
                            assertThat(call.took()).as(call.name()).isLessThan(LIMIT.plus(GRACE)));
            assertThat(others)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(call ->
                            assertThat(call.response().getContent())
                                    .as(call.response().getError())
                                    .contains("[[42]]"));
        }
    }

    private static void attack(
            ManagedChannel channel, Random random, long end, Queue<Timed> answers) {
        List<HostileCall> calls = HostileCall.all();
        while (System.nanoTime() < end) {
            HostileCall call = calls.get(random.nextInt(calls.size()));
            answers.add(execute(channel, "evil", call));
        }
    }

    private static void work(ManagedChannel channel, long end, Queue<Timed> answers) {
        while (System.nanoTime() < end) {
            answers.add(execute(channel, "good", SUM));
        }
    }

    private static Timed execute(ManagedChannel channel, String tenant, HostileCall call) {
        long start = System.nanoTime();
        ExecuteToolResponse response =
                ToolEndpointGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .execute(
                                ExecuteToolRequest.newBuilder()
                                        .setTool(call.tool())
                                        .setArguments(call.json())
                                        .setTimeoutMs(Math.toIntExact(LIMIT.toMillis()))
                                        .setContext(
                                                CallContext.newBuilder()
                                                        .setTenant(tenant)
                                                        .setTaskId(tenant + "-1.analysis")
                                                        .setRootTaskId(tenant + "-1")
                                                        .setDataSource("shop"))
                                        .build());
        return new Timed(call.name(), response, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void report(Queue<Timed> hostile, Queue<Timed> others, long resident) {
        LOG.info(
                "hostile_executor calls={} slowest={} others={} p50={} p99={} most_resident_mib={}",
                hostile.size(),
                percentile(hostile, 100),
                others.size(),
                percentile(others, 50),
                percentile(others, 99),
                resident / 1024);
    }

    private static Duration percentile(Queue<Timed> calls, int percent) {
        List<Duration> sorted = calls.stream().map(Timed::took).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static long mostResidentKib(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private ServerProcess start(int port) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("orders.csv"), "region,amount\nSeoul,40\nBusan,2\n");
        Path sources = folder.resolve("sources.json");
        Files.writeString(sources, Fleet.JSON.writeValueAsString(Map.of("shop", data.toString())));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        Fleet.ROOT
                                .resolve("tool-executor/target/quarkus-app/quarkus-run.jar")
                                .toString());
        return new Launch(
                        "tool-executor",
                        command,
                        Map.of(
                                "HTTP_PORT", Integer.toString(port),
                                "QUARKUS_HTTP_HOST", "127.0.0.1",
                                "DATA_SOURCES_FILE", sources.toString(),
                                "OUTPUT_DIR", folder.resolve("output").toString(),
                                "WORK_DIR", folder.resolve("work").toString(),
                                "TOOL_REGISTRY_ADDRESS", "localhost:1"),
                        folder,
                        folder.resolve("service.log"),
                        port,
                        () -> alive(port))
                .start();
    }

    /** No registry is there, so it is not ready; it serves all the same. */
    private static Optional<String> alive(int port) {
        try {
            HttpURLConnection health =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:%d/health".formatted(port))
                                    .toURL()
                                    .openConnection();
            int status = health.getResponseCode();
            return status == 200 ? Optional.empty() : Optional.of("/health answers " + status);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
