package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.InMemoryEffectLog;
import io.agentfleet.tools.effect.SampleEffects;
import io.agentfleet.tools.effect.ToolEffect;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EffectOnceTest {

    private static final CallOutcome WRITTEN =
            new CallOutcome.Succeeded(
                    "{\"kept\":1}",
                    List.of(new CallOutcome.ProducedFile("a", "text/plain", "file:///a", 1)));

    private final InMemoryEffectLog log = new InMemoryEffectLog();
    private final InMemoryEffectLog other = log.another();
    private final List<String> executed = new CopyOnWriteArrayList<>();
    private ToolEndpoint tool = _ -> WRITTEN;

    @Test
    void answersARepeatedCallLikeTheFirstOne() throws Exception {
        Call call = SampleEffects.call(false);
        assertThat(invoke(log, call)).isEqualTo(WRITTEN);
        assertThat(invoke(log, call)).isEqualTo(WRITTEN);
        assertThat(invoke(other, call)).isEqualTo(WRITTEN);
        assertThat(executed).containsExactly(ToolEffect.of(call).key());
    }

    @Test
    void executesOnceWhenTwoInstancesAreAskedAtOnce() throws Exception {
        Call call = SampleEffects.call(false);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        tool =
                _ -> {
                    working.countDown();
                    await(goOn);
                    return WRITTEN;
                };
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CallOutcome> first = pool.submit(() -> invoke(log, call));
            working.await();
            Future<CallOutcome> second = pool.submit(() -> invoke(other, call));
            goOn.countDown();
            assertThat(first.get()).isEqualTo(WRITTEN);
            assertThat(second.get()).isEqualTo(WRITTEN);
        }
        assertThat(executed).hasSize(1);
    }

    @Test
    void repeatsAToolThatBearsItAfterItsRegistryDied() throws Exception {
        Call call = SampleEffects.call(true);
        log.claim(ToolEffect.of(call), EffectLog.NOTHING);
        log.die();

        assertThat(invoke(other, call)).isEqualTo(WRITTEN);
        assertThat(executed).containsExactly(ToolEffect.of(call).key());
    }

    @Test
    void refusesOtherToolsAfterTheirRegistryDied() throws Exception {
        Call call = SampleEffects.call(false);
        log.claim(ToolEffect.of(call), EffectLog.NOTHING);
        log.die();

        assertThat(invoke(other, call).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
        assertThat(executed).isEmpty();
    }

    @Test
    void aToolThatDoesNotAnswerIsAmbiguous() throws Exception {
        tool =
                _ -> {
                    throw new ToolEndpoint.Failure(ErrorCode.TOOL_TIMEOUT, "no answer");
                };
        Call once = SampleEffects.call(false);
        assertThat(invoke(log, once).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
        assertThat(invoke(log, once).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
        assertThat(executed).hasSize(1);

        Call again = SampleEffects.call(true);
        assertThat(invoke(log, again).errorCode()).contains(ErrorCode.TOOL_TIMEOUT);
        tool = _ -> WRITTEN;
        assertThat(invoke(log, again)).isEqualTo(WRITTEN);
        assertThat(executed).hasSize(3);
    }

    @Test
    void aToolThatWasStoppedOnItsWayIsAmbiguous() throws Exception {
        for (ErrorCode code :
                List.of(
                        ErrorCode.TOOL_TIMEOUT,
                        ErrorCode.CANCELLED,
                        ErrorCode.MEMORY_LIMIT_REACHED)) {
            tool = _ -> new CallOutcome.Failed(code, "stopped");
            Call call = SampleEffects.call(false);
            assertThat(invoke(log, call).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
            assertThat(invoke(log, call).errorCode()).contains(ErrorCode.EFFECT_AMBIGUOUS);
        }
        assertThat(executed).hasSize(3);
    }

    @Test
    void aToolThatWasNotReachedOrSaidNoMayBeCalledAgain() throws Exception {
        Call call = SampleEffects.call(false);
        tool =
                _ -> {
                    throw ToolEndpoint.Failure.before(ErrorCode.TOOL_UNAVAILABLE, "refused");
                };
        assertThat(invoke(log, call).errorCode()).contains(ErrorCode.UNAVAILABLE);
        tool = _ -> new CallOutcome.Rejected(ErrorCode.PERMISSION_DENIED, "no");
        assertThat(invoke(log, call).errorCode()).contains(ErrorCode.PERMISSION_DENIED);
        tool = _ -> WRITTEN;
        assertThat(invoke(log, call)).isEqualTo(WRITTEN);
    }

    @Test
    void runsNothingWhenTheIntentCannotBeNoted() {
        log.goAway();
        assertThatThrownBy(() -> invoke(log, SampleEffects.call(true)))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(executed).isEmpty();
    }

    @Test
    void boundsWhatIsStoredAndReturnsTheSameTwice() throws Exception {
        String text = "x".repeat(5_000);
        tool = _ -> new CallOutcome.Succeeded("\"" + text + "\"", List.of());
        Call call = SampleEffects.call(false);
        CallOutcome first = invoke(log, call);

        assertThat(((CallOutcome.Succeeded) first).content())
                .hasSizeLessThan(2_000)
                .contains("\"truncated\":true");
        assertThat(invoke(other, call)).isEqualTo(first);
    }

    @Test
    void aResultThatBreaksItsSchemaIsAFailureWhoseEffectIsNotRepeated() throws Exception {
        Call call = SampleEffects.call(false, "{\"type\":\"object\",\"required\":[\"page\"]}");
        CallOutcome first = invoke(log, call);

        assertThat(first)
                .isInstanceOfSatisfying(
                        CallOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.code()).isEqualTo(ErrorCode.TOOL_FAILED);
                            assertThat(failed.reason()).contains("output_schema", "page");
                        });
        assertThat(invoke(other, call)).isEqualTo(first);
        assertThat(executed).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CallOutcome invoke(EffectLog asked, Call call) throws ToolEndpoint.Failure {
        ToolEndpoint endpoint =
                one -> {
                    executed.add(one.caller().idempotencyKey());
                    return tool.execute(one);
                };
        return new EffectOnce(endpoint, asked, new ResultSizeLimit(1_000)).execute(call);
    }
}
