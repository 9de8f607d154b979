package io.agentfleet.agent.meter;

import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The meters of the model gateway, as {@code docs/metrics.md} lists them. Labels are names of the
 * configuration, so the number of series has a bound. Dollars are rounded here only: what a task
 * cost to the last billionth stands in its steps.
 */
public final class GatewayMeters implements Consumer<GatewayEvent> {

    private static final String AGENT = "agent_name";
    private static final double DOLLAR = 1e9;

    /** The buckets that OpenTelemetry's conventions ask for. */
    private static final double[] TOKEN_USAGE = {
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
    };

    private static final Duration[] OVERHEAD =
            LongStream.of(50, 100, 200, 400, 600, 1000, 2000, 5000, 10_000, 100_000)
                    .mapToObj(micros -> Duration.ofNanos(micros * 1000))
                    .toArray(Duration[]::new);

    private final MeterRegistry meters;
    private final String agent;
    private final Map<String, AtomicInteger> breakers = new ConcurrentHashMap<>();

    /**
     * @param models that may be asked
     */
    public GatewayMeters(MeterRegistry meters, AgentName agent, List<ModelId> models) {
        this.meters = meters;
        this.agent = agent.value();
        models.forEach(model -> used(model, TokenUsage.NONE, Money.NONE));
        lookedUp("hit", 0);
        lookedUp("miss", 0);
        saved(Money.NONE);
        overhead();
    }

    @Override
    public void accept(GatewayEvent event) {
        switch (event) {
            case GatewayEvent.Answered answered -> answered(answered);
            case GatewayEvent.FoundInCache found -> {
                lookedUp("hit", 1);
                saved(found.saved());
                overhead().record(found.overhead());
            }
            case GatewayEvent.NotInCache _ -> lookedUp("miss", 1);
            case GatewayEvent.FellBack(String from, String to, String why) ->
                    meters.counter("llm_fallbacks", "from", from, "to", to, "reason", why)
                            .increment();
            case GatewayEvent.BreakerMoved(String model, GatewayEvent.BreakerState state) ->
                    breaker(model).set(number(state));
        }
    }

    private void answered(GatewayEvent.Answered answered) {
        used(answered.model(), answered.tokens(), answered.cost());
        tokens(answered.model(), "input").record(answered.tokens().input());
        tokens(answered.model(), "output").record(answered.tokens().output());
        overhead().record(answered.overhead());
    }

    private void used(ModelId model, TokenUsage tokens, Money cost) {
        String[] labels = {AGENT, agent, "provider", model.provider(), "model", model.model()};
        meters.counter("llm_tokens", labels).increment(tokens.total());
        meters.counter("llm_cost", labels).increment(cost.nanos() / DOLLAR);
    }

    private void lookedUp(String result, int more) {
        meters.counter("llm_cache_lookups", AGENT, agent, "result", result).increment(more);
    }

    private void saved(Money money) {
        meters.counter("llm_cost_saved", AGENT, agent).increment(money.nanos() / DOLLAR);
    }

    private Timer overhead() {
        return Timer.builder("llm_gateway_overhead")
                .tag(AGENT, agent)
                .serviceLevelObjectives(OVERHEAD)
                .register(meters);
    }

    private DistributionSummary tokens(ModelId model, String type) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .tag("gen_ai_operation_name", "chat")
                .tag("gen_ai_provider_name", model.provider())
                .tag("gen_ai_request_model", model.model())
                .tag("gen_ai_token_type", type)
                .serviceLevelObjectives(TOKEN_USAGE)
                .register(meters);
    }

    private AtomicInteger breaker(String model) {
        return breakers.computeIfAbsent(
                model,
                name -> {
                    AtomicInteger state = new AtomicInteger();
                    Gauge.builder("llm_breaker_state", state::get)
                            .tag("configured_model", name)
                            .register(meters);
                    return state;
                });
    }

    private static int number(GatewayEvent.BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
