package io.agentfleet.cli.command.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One question to a model, with a tool at its side as agents ask.
 *
 * @param answered whether an answer came
 * @param firstTokenMs until its first word; 0 if it did not stream
 * @param costUsd empty if its price is unknown
 * @param answer what it said, or which tool it called
 * @param failure what went wrong, in a word; empty if nothing did
 * @param message why, and what to do; empty if nothing went wrong
 */
record ModelTrial(
        String name,
        String model,
        boolean answered,
        String servedBy,
        long firstTokenMs,
        long totalMs,
        int inputTokens,
        int outputTokens,
        Optional<BigDecimal> costUsd,
        String answer,
        String failure,
        String message) {

    private static final long NANOS = 1_000_000;
    private static final ModelRequest QUESTION =
            new ModelRequest(
                    new AgentName("trial"),
                    List.of(
                            new Message.SystemPrompt("You are asked whether you work."),
                            new Message.User("Answer with the word: ready")),
                    List.of(
                            new ToolSpecification(
                                    "look_up",
                                    "1.0.0",
                                    "Looks up a word. Not needed here.",
                                    "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\"}},\"required\":[\"word\"]}")),
                    Optional.empty(),
                    2_048);

    static ModelTrial of(ConfiguredModel configured) {
        long start = System.nanoTime();
        AtomicLong first = new AtomicLong();
        try {
            ModelResponse response =
                    configured.model().stream(
                            QUESTION, text -> first.compareAndSet(0, System.nanoTime() - start));
            return answered(configured, response, first.get(), System.nanoTime() - start);
        } catch (ModelCallException e) {
            return failed(configured, e, System.nanoTime() - start);
        }
    }

    private static ModelTrial answered(
            ConfiguredModel configured, ModelResponse response, long first, long total) {
        TokenUsage usage = response.usage();
        Message.Assistant said = response.message();
        return new ModelTrial(
                configured.name(),
                configured.model().id().toString(),
                true,
                response.servedBy(),
                first / NANOS,
                total / NANOS,
                usage.input(),
                usage.output(),
                configured.price().map(price -> price.of(usage).usd()),
                said.text().isBlank()
                        ? "(calls the tool %s)".formatted(said.toolCalls().getFirst().tool())
                        : said.text().strip(),
                "",
                "");
    }

    private static ModelTrial failed(ConfiguredModel configured, ModelCallException e, long took) {
        return new ModelTrial(
                configured.name(),
                configured.model().id().toString(),
                false,
                "",
                0,
                took / NANOS,
                0,
                0,
                Optional.empty(),
                "",
                e.failure().name().toLowerCase(Locale.ROOT),
                String.valueOf(e.getMessage()));
    }

    /** For people. */
    List<String> lines() {
        if (!answered) {
            return List.of(
                    "%s does not answer (%s, after %d ms)".formatted(name, failure, totalMs),
                    message);
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s answers: %s (%s%s)"
                        .formatted(
                                name,
                                answer.length() > 200 ? answer.substring(0, 200) + "..." : answer,
                                model,
                                servedBy.isEmpty() ? "" : ", served by " + servedBy));
        lines.add(
                "%s%d ms in all, %d tokens in, %d out, %s"
                        .formatted(
                                firstTokenMs == 0
                                        ? ""
                                        : "first token after %d ms, ".formatted(firstTokenMs),
                                totalMs,
                                inputTokens,
                                outputTokens,
                                costUsd.map(cost -> "$" + cost.toPlainString())
                                        .orElse("price unknown")));
        return lines;
    }
}
