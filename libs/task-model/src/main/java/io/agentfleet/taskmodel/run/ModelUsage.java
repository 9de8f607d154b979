package io.agentfleet.taskmodel.run;

/**
 * What one answer of a model took.
 *
 * @param model provider and model, such as {@code openai/gpt-5-mini}
 * @param servedBy the model as its provider names it; empty if it has one name only
 * @param route why this model was asked, such as {@code standard: no rule matched}
 * @param fromCache true if it was answered before and nobody was asked again
 * @param tokens used, as the provider counts
 * @param cost at the prices of that moment; nothing for an answer from the cache
 */
public record ModelUsage(
        String model,
        String servedBy,
        String route,
        boolean fromCache,
        TokenUsage tokens,
        Money cost) {}
