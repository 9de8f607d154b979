package io.agentfleet.agent.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayMetersTest {

    private static final AgentName SEARCH = new AgentName("search");
    private static final ModelId MODEL = new ModelId("openai", "gpt-5-mini");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayMeters meters = new GatewayMeters(registry, SEARCH, List.of(MODEL));

    @Test
    void countersBeginWithZero() {
        assertThat(count("llm_tokens")).isZero();
        assertThat(count("llm_cost")).isZero();
        assertThat(lookups("hit")).isZero();
        assertThat(lookups("miss")).isZero();
    }

    @Test
    void anAnswerCountsItsTokensItsDollarsAndTheGatewaysTime() {
        meters.accept(
                new GatewayEvent.Answered(
                        SEARCH,
                        MODEL,
                        new TokenUsage(7, 3),
                        new Money(2_500_000),
                        Duration.ofMillis(2)));

        assertThat(count("llm_tokens")).isEqualTo(10);
        assertThat(count("llm_cost")).isEqualTo(0.0025);
        assertThat(
                        registry.get("gen_ai.client.token.usage")
                                .tag("gen_ai_token_type", "input")
                                .summary()
                                .totalAmount())
                .isEqualTo(7);
        assertThat(registry.get("llm_gateway_overhead").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }

    @Test
    void aHitCountsWhatItSavedAndNoTokens() {
        ModelRequest request =
                new ModelRequest(
                        SEARCH, List.of(new Message.User("x")), List.of(), Optional.empty(), 1);
        ModelUsage usage =
                new ModelUsage(
                        MODEL.toString(), "", "light", true, new TokenUsage(7, 3), Money.NONE);
        meters.accept(
                new GatewayEvent.FoundInCache(
                        request, MODEL, usage, new Money(1_000_000), Duration.ZERO));
        meters.accept(new GatewayEvent.NotInCache(SEARCH));

        assertThat(lookups("hit")).isEqualTo(1);
        assertThat(lookups("miss")).isEqualTo(1);
        assertThat(count("llm_tokens")).isZero();
        assertThat(count("llm_cost_saved")).isEqualTo(0.001);
    }

    @Test
    void breakersAndFallbacksAreShownUnderTheNamesOfTheConfiguration() {
        meters.accept(new GatewayEvent.BreakerMoved("fast", GatewayEvent.BreakerState.OPEN));
        meters.accept(new GatewayEvent.FellBack("fast", "strong", "rate_limited"));

        assertThat(
                        registry.get("llm_breaker_state")
                                .tag("configured_model", "fast")
                                .gauge()
                                .value())
                .isEqualTo(2);
        assertThat(
                        registry.get("llm_fallbacks")
                                .tags("from", "fast", "to", "strong", "reason", "rate_limited")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    private double lookups(String result) {
        return registry.get("llm_cache_lookups").tag("result", result).counter().count();
    }
}
