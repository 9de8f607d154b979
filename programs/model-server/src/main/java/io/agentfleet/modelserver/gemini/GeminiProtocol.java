package io.agentfleet.modelserver.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.protocol.Deltas;
import io.agentfleet.modelserver.protocol.ErrorReply;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.Protocol;
import io.agentfleet.modelserver.protocol.Stamp;
import io.agentfleet.modelserver.protocol.StreamEvent;
import io.agentfleet.modelserver.protocol.StreamEvent.About;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gemini's {@code generateContent} and {@code streamGenerateContent?alt=sse}. */
public final class GeminiProtocol implements Protocol {

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public ChatRequest read(JsonNode body, Target target) {
        return GeminiRequests.read(body, target);
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String whole(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        ArrayNode parts = Json.array();
        if (!answer.reasoning().isEmpty()) {
            parts.add(thought(answer.reasoning()));
        }
        if (!answer.text().isEmpty()) {
            parts.add(Json.object().put("text", answer.text()));
        }
        answer.toolCalls().forEach(call -> callPart(call).ifPresent(parts::add));
        return body(request, answer, stamp, parts, true).toString();
    }

    private static ObjectNode thought(String text) {
        return Json.object().put("text", text).put("thought", true);
    }

    /** Empty for arguments that are no JSON: Gemini then sends a finish reason instead. */
    private static Optional<ObjectNode> callPart(ToolCall call) {
        return Json.readObject(call.arguments())
                .map(arguments -> {
                    ObjectNode part = Json.object();
                    part.putObject("functionCall")
                            .put("id", call.id())
                            .put("name", call.tool())
                            .set("args", arguments);
                    return part;
                });
    }

    private static ObjectNode body(
            ChatRequest request, ChatAnswer answer, Stamp stamp, ArrayNode parts, boolean isLast) {
        ObjectNode body = Json.object();
        ObjectNode candidate = body.putArray("candidates").addObject();
        if (!parts.isEmpty() || !isLast) {
            ObjectNode content = candidate.putObject("content");
            content.set("parts", parts);
            content.put("role", "model");
        }
        if (isLast) {
            String reason = finishReason(answer);
            candidate.put("finishReason", reason);
            if (reason.equals("MALFORMED_FUNCTION_CALL")) {
                candidate.put(
                        "finishMessage",
                        "Malformed function call: " + answer.toolCalls().getFirst().arguments());
            }
        }
        candidate.put("index", 0);
        body.set("usageMetadata", usage(answer.usage(), isLast));
        return body.put("modelVersion", request.model()).put("responseId", stamp.id());
    }

    private static String finishReason(ChatAnswer answer) {
        boolean malformed = answer.toolCalls().stream().anyMatch(call -> callPart(call).isEmpty());
        return switch (answer.stop()) {
            case END -> "STOP";
            case TOOL_CALLS -> malformed ? "MALFORMED_FUNCTION_CALL" : "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }

    /** Gemini counts what was thought beside the answer, not in it. */
    private static ObjectNode usage(AnswerUsage usage, boolean isLast) {
        ObjectNode node = Json.object().put("promptTokenCount", usage.input());
        if (usage.cached() > 0) {
            node.put("cachedContentTokenCount", usage.cached());
        }
        if (!isLast) {
            return node.put("totalTokenCount", usage.input());
        }
        node.put("candidatesTokenCount", usage.output() - usage.reasoning());
        if (usage.reasoning() > 0) {
            node.put("thoughtsTokenCount", usage.reasoning());
        }
        return node.put("totalTokenCount", usage.total());
    }

    @Override
    public List<StreamEvent> stream(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        List<StreamEvent> events = new ArrayList<>();
        for (String piece : Deltas.of(answer.reasoning())) {
            ArrayNode parts = Json.array().add(thought(piece));
            events.add(event(About.REASONING, body(request, answer, stamp, parts, false)));
        }
        for (String piece : Deltas.of(answer.text())) {
            ArrayNode parts = Json.array().add(Json.object().put("text", piece));
            events.add(event(About.TEXT, body(request, answer, stamp, parts, false)));
        }
        for (ToolCall call : answer.toolCalls()) {
            callPart(call)
                    .map(part -> body(request, answer, stamp, Json.array().add(part), false))
                    .ifPresent(body -> events.add(event(About.TOOL_CALL, body)));
        }
        events.add(event(About.END, body(request, answer, stamp, Json.array(), true)));
        return List.copyOf(events);
    }

    private static StreamEvent event(About about, ObjectNode data) {
        return new StreamEvent(about, "data: " + data + "\r\n\r\n");
    }

    @Override
    public StreamEvent streamError(Refusal refusal) {
        return event(About.END, GeminiErrors.body(refusal));
    }

    @Override
    public ErrorReply error(Refusal refusal, Stamp stamp) {
        return GeminiErrors.reply(refusal);
    }
}
