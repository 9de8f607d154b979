package io.agentfleet.orchestrator.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;

/**
 * Sums over answers of models.
 *
 * @param calls that a model was asked for
 * @param cacheHits answers from the cache: nobody was asked
 * @param inputTokens of the calls
 * @param cachedInputTokens those of the input that the provider had read before
 * @param outputTokens of the calls
 * @param reasoningTokens those of the output that were not said
 * @param sparedTokens of the answers from the cache, as far as their steps tell
 * @param cost US dollars
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CostSums(
        long calls,
        long cacheHits,
        long inputTokens,
        long cachedInputTokens,
        long outputTokens,
        long reasoningTokens,
        long sparedTokens,
        Money cost) {

    public static final CostSums NONE = new CostSums(0, 0, 0, 0, 0, 0, 0, Money.NONE);

    /** Of one answer. */
    public static CostSums of(ModelUsage usage) {
        TokenUsage tokens = usage.tokens();
        return usage.fromCache()
                ? new CostSums(0, 1, 0, 0, 0, 0, tokens.total(), usage.cost())
                : new CostSums(
                        1,
                        0,
                        tokens.input(),
                        tokens.cachedInput(),
                        tokens.output(),
                        tokens.reasoning(),
                        0,
                        usage.cost());
    }

    public CostSums plus(CostSums other) {
        return new CostSums(
                calls + other.calls,
                cacheHits + other.cacheHits,
                inputTokens + other.inputTokens,
                cachedInputTokens + other.cachedInputTokens,
                outputTokens + other.outputTokens,
                reasoningTokens + other.reasoningTokens,
                sparedTokens + other.sparedTokens,
                cost.plus(other.cost));
    }

    /** How many answers these are. */
    public long answers() {
        return calls + cacheHits;
    }
}
