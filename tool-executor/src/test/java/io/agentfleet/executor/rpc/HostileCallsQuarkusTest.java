package io.agentfleet.executor.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.hostile.HostileCall;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executor is the process of this test: whatever ends it ends the test. */
@QuarkusTest
@QuarkusTestResource(FakeRegistry.class)
@SuppressWarnings("NullAway.Init")
class HostileCallsQuarkusTest {

    private static final Logger LOG = LoggerFactory.getLogger(HostileCallsQuarkusTest.class);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    /** As many as one tenant has workers: each call really runs. */
    private static final int CALLERS = 3;

    private static final Set<String> OUTCOMES = Set.of("succeeded", "failed", "rejected");

    @TestHTTPResource("/")
    URI address;

    private ManagedChannel channel;

    private record Answer(HostileCall call, ExecuteToolResponse response, Duration took) {}

    @BeforeEach
    void connect() {
        channel =
                ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void everyHostileCallCostsOneCallAndOtherTenantsAreAnsweredMeanwhile() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Answer> answers;
        List<Duration> others;
        try (ExecutorService good = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Duration>> meanwhile = good.submit(() -> asOtherTenantUntil(over));
            try {
                answers = asHostileTenant();
            } finally {
                over.set(true);
            }
            others = meanwhile.get().stream().sorted().toList();
        }

        LOG.info(
                "other_tenants calls={} p50={} p99={}",
                others.size(),
                others.get(others.size() / 2),
                others.get(others.size() * 99 / 100));
        for (Answer answer : answers) {
            LOG.info(
                    "hostile_call name={} took={} outcome={} error={}",
                    answer.call(),
                    answer.took(),
                    answer.response().getOutcome(),
                    answer.response().getError());
            assertThat(answer.response().getOutcome()).as(answer.call().name()).isIn(OUTCOMES);
            assertThat(answer.response().getErrorCode())
                    .as(answer.call().name())
                    .isNotEqualTo("internal");
            assertThat(answer.response().getError())
                    .as(answer.call().name())
                    .doesNotContain("Exception", "/root", "/home");
        }
        assertThat(answers).hasSameSizeAs(HostileCall.all());
        assertThat(others).hasSizeGreaterThan(20);
    }

    private List<Answer> asHostileTenant() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Answer>> calls = new ArrayList<>();
            for (HostileCall call : HostileCall.all()) {
                calls.add(callers.submit(() -> hostile(call)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> call : calls) {
                answers.add(call.get());
            }
            return answers;
        }
    }

    private Answer hostile(HostileCall call) {
        long start = System.nanoTime();
        ExecuteToolResponse response = execute("evil", call.tool(), call.json(), LIMIT);
        return new Answer(call, response, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<Duration> asOtherTenantUntil(AtomicBoolean over) {
        List<Duration> times = new ArrayList<>();
        while (!over.get()) {
            long start = System.nanoTime();
            ExecuteToolResponse response =
                    execute(
                            "good",
                            "query_database",
                            "{\"sql\":\"select sum(amount) from orders\"}",
                            ENOUGH);
            times.add(Duration.ofNanos(System.nanoTime() - start));
            assertThat(response.getContent()).as(response.getError()).contains("[[42]]");
        }
        return times;
    }

    private ExecuteToolResponse execute(
            String tenant, String tool, String arguments, Duration limit) {
        return ToolEndpointGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .execute(
                        ExecuteToolRequest.newBuilder()
                                .setTool(tool)
                                .setArguments(arguments)
                                .setTimeoutMs(Math.toIntExact(limit.toMillis()))
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTenant(tenant)
                                                .setTaskId(tenant + "-1.analysis")
                                                .setRootTaskId(tenant + "-1")
                                                .setDataSource("shop"))
                                .build());
    }
}
