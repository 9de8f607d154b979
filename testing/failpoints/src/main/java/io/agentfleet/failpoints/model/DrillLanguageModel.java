package io.agentfleet.failpoints.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The model of a drill: it knows nothing and follows a script, so that a run costs what the fleet
 * costs. Asked for a plan it answers the reference plan; otherwise it calls {@code keep_book} as
 * often as the goal's directives say, then ends.
 *
 * <p>Deterministic and without state; safe for any number of threads; interruptible while it is as
 * slow as told. Usage is counted in words, of what is new to it and of its answer.
 */
public final class DrillLanguageModel implements LanguageModel {

    private static final ModelId ID = new ModelId("drill", "script-1");
    private static final Pattern PLAN = Pattern.compile("\"title\"\\s*:\\s*\"Plan\"");

    @Override
    public ModelId id() {
        return ID;
    }

    @Override
    public ModelResponse complete(ModelRequest request) {
        CurrentRun current = CurrentRun.of(request);
        Directives directives = Directives.of(current.goal());
        take(directives.latencyOf(request.agent().value()));
        Message.Assistant answer =
                isPlan(request) ? Script.plan(current) : Script.next(request, current, directives);
        return new ModelResponse(answer, usage(current, answer));
    }

    private static boolean isPlan(ModelRequest request) {
        return request.outputSchema().filter(PLAN.asPredicate()).isPresent();
    }

    private static void take(Duration latency) {
        if (latency.isZero()) {
            return;
        }
        try {
            Thread.sleep(latency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetException(
                    ErrorCode.CANCELLED, "Interrupted while the drill's model was at work", e);
        }
    }

    private static TokenUsage usage(CurrentRun current, Message.Assistant answer) {
        int packet = current.answers() == 0 ? words(current.packet()) : 0;
        int read = current.newMessages().stream().mapToInt(DrillLanguageModel::words).sum();
        return new TokenUsage(packet + read, words(answer));
    }

    private static int words(Message message) {
        return switch (message) {
            case Message.SystemPrompt(String text) -> words(text);
            case Message.User(String text) -> words(text);
            case Message.ToolResult(_, _, String content) -> words(content);
            case Message.Assistant(String text, List<ToolCall> calls) ->
                    words(text) + calls.stream().mapToInt(call -> words(call.arguments())).sum();
        };
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
