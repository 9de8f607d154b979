package io.agentfleet.modelserver.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Ollama's {@code POST /api/chat}. It counts no cached and no reasoning tokens. */
public final class OllamaProtocol implements Protocol {

    private static final long NANOSECONDS_PER_TOKEN = 1_000_000;

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public ChatRequest read(JsonNode body, Target target) {
        return OllamaRequests.read(body);
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String whole(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        ObjectNode message = message(answer.text());
        if (!answer.reasoning().isEmpty()) {
            message.put("thinking", answer.reasoning());
        }
        ArrayNode calls = Json.array();
        for (ToolCall call : answer.toolCalls()) {
            Json.readObject(call.arguments())
                    .ifPresentOrElse(
                            arguments -> calls.add(call(call, calls.size(), arguments)),
                            () -> message.put("content", answer.text() + raw(call)));
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return withEnd(head(request, stamp, message), answer).toString();
    }

    private static ObjectNode message(String content) {
        return Json.object().put("role", "assistant").put("content", content);
    }

    private static ObjectNode call(ToolCall call, int index, ObjectNode arguments) {
        ObjectNode node = Json.object().put("id", call.id());
        node.putObject("function")
                .put("index", index)
                .put("name", call.tool())
                .set("arguments", arguments);
        return node;
    }

    /** A call that Ollama cannot read stays part of the text, as the model wrote it. */
    private static String raw(ToolCall call) {
        return "{\"name\": \"%s\", \"parameters\": %s".formatted(call.tool(), call.arguments());
    }

    private static ObjectNode head(ChatRequest request, Stamp stamp, ObjectNode message) {
        ObjectNode body =
                Json.object()
                        .put("model", request.model())
                        .put("created_at", stamp.time().toString());
        body.set("message", message);
        return body;
    }

    private static ObjectNode withEnd(ObjectNode body, ChatAnswer answer) {
        int input = answer.usage().input();
        int output = answer.usage().output();
        return body.put("done", true)
                .put("done_reason", doneReason(answer))
                .put("total_duration", (input + output) * NANOSECONDS_PER_TOKEN)
                .put("load_duration", 0)
                .put("prompt_eval_count", input)
                .put("prompt_eval_duration", input * NANOSECONDS_PER_TOKEN)
                .put("eval_count", output)
                .put("eval_duration", output * NANOSECONDS_PER_TOKEN);
    }

    private static String doneReason(ChatAnswer answer) {
        return switch (answer.stop()) {
            case END, TOOL_CALLS, CONTENT_FILTER -> "stop";
            case LENGTH -> "length";
        };
    }

    @Override
    public List<StreamEvent> stream(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        List<StreamEvent> events = new ArrayList<>();
        for (String piece : Deltas.of(answer.reasoning())) {
            ObjectNode message = message("").put("thinking", piece);
            events.add(part(About.REASONING, head(request, stamp, message)));
        }
        for (String piece : Deltas.of(answer.text())) {
            events.add(part(About.TEXT, head(request, stamp, message(piece))));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            ObjectNode message = callMessage(answer.toolCalls().get(i), i);
            events.add(part(About.TOOL_CALL, head(request, stamp, message)));
        }
        events.add(line(About.END, withEnd(head(request, stamp, message("")), answer)));
        return List.copyOf(events);
    }

    private static ObjectNode callMessage(ToolCall call, int index) {
        return Json.readObject(call.arguments())
                .map(arguments -> {
                    ObjectNode message = message("");
                    message.putArray("tool_calls").add(call(call, index, arguments));
                    return message;
                })
                .orElseGet(() -> message(raw(call)));
    }

    private static StreamEvent part(About about, ObjectNode body) {
        return line(about, body.put("done", false));
    }

    private static StreamEvent line(About about, ObjectNode body) {
        return new StreamEvent(about, body + "\n");
    }

    @Override
    public StreamEvent streamError(Refusal refusal) {
        return line(About.END, OllamaErrors.body(refusal));
    }

    @Override
    public ErrorReply error(Refusal refusal, Stamp stamp) {
        return OllamaErrors.reply(refusal);
    }
}
