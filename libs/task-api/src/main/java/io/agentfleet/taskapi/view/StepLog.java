package io.agentfleet.taskapi.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done for a task, step by step: which tool was called why, with what, and what came back.
 * The steps of all its agents in the order of their time. For callers who may see the task.
 *
 * @param totalTokens of all steps, also of attempts that were given up
 * @param totalCost likewise
 * @param totalLatencyMs of all steps, also of those that ran side by side
 * @param status success, failure, cancelled, or the state of a task that has not ended
 */
public record StepLog(
        String sessionId,
        String taskId,
        Instant timestamp,
        String userInput,
        List<Entry> steps,
        int totalTokens,
        Money totalCost,
        long totalLatencyMs,
        String status) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public StepLog {
        steps = List.copyOf(steps);
    }

    /**
     * One step: a tool call with the model call that asked for it, or an answer. Of several calls
     * that one model call asked for, the first bears its model, tokens, cost and time.
     *
     * @param step from 1
     * @param action tool_call | final_response
     * @param content what the model said; empty if it only called tools
     * @param input the tool's arguments
     * @param output the tool's result, or why there is none; null while it is at work
     * @param status of a tool_call: succeeded | rejected | failed
     * @param model provider and model; empty if no model call is counted here
     * @param fromCache true if the model's answer was known and nobody was asked
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(
            int step,
            String action,
            String agent,
            String nodeId,
            @JsonInclude int attempt,
            String tool,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            String status,
            String content,
            String model,
            @JsonInclude int tokensUsed,
            @JsonInclude Money cost,
            @JsonInclude boolean fromCache,
            @JsonInclude long latencyMs) {}

    /** A turn of an agent's loop. */
    private record Turn(String source, int number) {}

    /** The log of a task's view and its events, in whatever order they come. */
    public static StepLog of(TaskView view, Collection<IdentifiedEvent> events) {
        Map<Turn, List<TaskEvent.Stepped>> turns = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.event() instanceof TaskEvent.Stepped)
                .sorted(Comparator.comparingInt(event -> event.id().sequence()))
                .forEach(event -> {
                    TaskEvent.Stepped step = (TaskEvent.Stepped) event.event();
                    Turn turn = new Turn(event.id().source(), step.number());
                    turns.computeIfAbsent(turn, t -> new ArrayList<>()).add(step);
                });
        List<Entry> steps = new ArrayList<>();
        turns.values().stream()
                .sorted(Comparator.comparing(turn -> turn.getFirst().at()))
                .forEach(turn -> steps.addAll(entries(turn, steps.size())));
        return new StepLog(
                view.sessionId(),
                view.taskId(),
                view.createdAt(),
                view.prompt(),
                steps,
                steps.stream().mapToInt(Entry::tokensUsed).sum(),
                steps.stream().map(Entry::cost).reduce(Money.NONE, Money::plus),
                steps.stream().mapToLong(Entry::latencyMs).sum(),
                status(view));
    }

    private static String status(TaskView view) {
        return switch (view.status()) {
            case COMPLETED -> "success";
            case FAILED -> "failure";
            case CANCELLED, PENDING, RUNNING, WAITING_APPROVAL ->
                    view.status().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<Entry> entries(List<TaskEvent.Stepped> turn, int before) {
        List<TaskEvent.Stepped> models = of("llm_call", turn);
        List<TaskEvent.Stepped> calls = of("tool_call", turn);
        List<TaskEvent.Stepped> results = of("tool_result", turn);
        if (calls.isEmpty()) {
            return models.stream().map(model -> answer(model, before + 1)).toList();
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            entries.add(
                    call(
                            before + i + 1,
                            i < models.size() ? models.get(i) : null,
                            calls.get(i),
                            i < results.size() ? results.get(i) : null));
        }
        return entries;
    }

    private static List<TaskEvent.Stepped> of(String kind, List<TaskEvent.Stepped> turn) {
        return turn.stream().filter(step -> step.kind().equals(kind)).toList();
    }

    private static Entry answer(TaskEvent.Stepped model, int step) {
        return new Entry(
                step,
                "final_response",
                model.agent(),
                model.nodeId(),
                model.attempt(),
                "",
                null,
                null,
                "",
                model.content(),
                name(model),
                model.tokens(),
                cost(model),
                isFromCache(model),
                model.durationMs());
    }

    private static Entry call(
            int step,
            TaskEvent.@Nullable Stepped model,
            TaskEvent.Stepped call,
            TaskEvent.@Nullable Stepped result) {
        return new Entry(
                step,
                "tool_call",
                call.agent(),
                call.nodeId(),
                call.attempt(),
                call.tool(),
                json(call.content()),
                result == null ? null : json(result.content()),
                result == null ? "" : result.status(),
                model == null ? "" : model.content(),
                name(model),
                model == null ? 0 : model.tokens(),
                cost(model),
                isFromCache(model),
                (model == null ? 0 : model.durationMs())
                        + (result == null ? 0 : result.durationMs()));
    }

    private static @Nullable ModelUsage usage(TaskEvent.@Nullable Stepped model) {
        return model == null ? null : model.model();
    }

    private static String name(TaskEvent.@Nullable Stepped model) {
        ModelUsage usage = usage(model);
        return usage == null ? "" : usage.model();
    }

    private static Money cost(TaskEvent.@Nullable Stepped model) {
        ModelUsage usage = usage(model);
        return usage == null ? Money.NONE : usage.cost();
    }

    private static boolean isFromCache(TaskEvent.@Nullable Stepped model) {
        ModelUsage usage = usage(model);
        return usage != null && usage.fromCache();
    }

    /** What is no JSON, or was cut, is shown as text. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
