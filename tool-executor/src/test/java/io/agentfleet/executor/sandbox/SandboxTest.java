package io.agentfleet.executor.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.ToolFixture;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final ToolContext CONTEXT = new ToolContext("t", "", Duration.ofMillis(300));

    private interface Body {
        ToolResult run() throws InterruptedException;
    }

    private record BodyTool(Body body) implements Tool {
        @Override
        public ToolDescriptor definition() {
            return new ToolDescriptor(
                    "body", "1.0.0", "", "{}", "{}", 0, Duration.ZERO, false, false);
        }

        @Override
        public ToolResult run(
                com.fasterxml.jackson.databind.JsonNode arguments, ToolContext context)
                throws InterruptedException {
            return body.run();
        }
    }

    private static ExecutionOutcome run(Sandbox sandbox, Body body) {
        return sandbox.run(new BodyTool(body), JsonNodeFactory.instance.objectNode(), CONTEXT);
    }

    private static ToolResult nothing() {
        return ToolResult.of(JsonNodeFactory.instance.objectNode());
    }

    @Test
    void interruptsACallThatTakesTooLong() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);

        ExecutionOutcome outcome =
                run(
                        new Sandbox(new Places(1, 1)),
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                                return nothing();
                            } catch (InterruptedException late) {
                                interrupted.countDown();
                                throw late;
                            }
                        });

        assertThat(ToolFixture.refusal(outcome))
                .isEqualTo(
                        "failed tool_timeout: body did not end within 300 ms and was stopped:"
                                + " ask for less, or again later if the machine is busy");
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRunawayKeepsItsPlaceAndOthersAreRefused() {
        Sandbox sandbox = new Sandbox(new Places(1, 1));
        CountDownLatch release = new CountDownLatch(1);
        run(
                sandbox,
                () -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return nothing();
                });

        assertThat(ToolFixture.refusal(run(sandbox, SandboxTest::nothing)))
                .startsWith("failed tool_unavailable: body was not started: 1 calls");
        release.countDown();
        assertThat(run(sandbox, SandboxTest::nothing))
                .isInstanceOf(ExecutionOutcome.Succeeded.class);
    }

    @Test
    void whateverIsThrownBecomesAnOutcomeWithoutItsTrace() {
        Sandbox sandbox = new Sandbox(new Places(2, 2));

        assertThat(
                        ToolFixture.refusal(
                                run(
                                        sandbox,
                                        () -> {
                                            throw new FleetException(
                                                    ErrorCode.PERMISSION_DENIED, "no");
                                        })))
                .isEqualTo("rejected permission_denied: no");
        assertThat(
                        ToolFixture.refusal(
                                run(
                                        sandbox,
                                        () -> {
                                            throw new IllegalStateException("/secret/path");
                                        })))
                .startsWith("failed internal: body failed for a reason of its own")
                .doesNotContain("secret");
        assertThat(
                        ToolFixture.refusal(
                                run(
                                        sandbox,
                                        () -> {
                                            throw new OutOfMemoryError();
                                        })))
                .startsWith("failed memory_limit_reached");
    }
}
