package io.agentfleet.modelserver.anthropic;

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

/** Anthropic's {@code POST /v1/messages}. */
public final class AnthropicProtocol implements Protocol {

    /** Clients give it back; nobody checks it here. */
    private static final String SIGNATURE = "bW9kZWwtc2VydmVy";

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public ChatRequest read(JsonNode body, Target target) {
        return AnthropicRequests.read(body);
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String whole(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        ObjectNode message = message(request, stamp);
        ArrayNode content = message.putArray("content");
        if (!answer.reasoning().isEmpty()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", answer.reasoning())
                    .put("signature", SIGNATURE);
        }
        if (!answer.text().isEmpty()) {
            content.add(textBlock(answer.text()));
        }
        answer.toolCalls().forEach(call -> content.add(callBlock(call, input(call))));
        message.put("stop_reason", stopReason(answer)).putNull("stop_sequence");
        message.set("usage", usage(answer.usage(), answer.usage().output()));
        return message.toString();
    }

    private static ObjectNode message(ChatRequest request, Stamp stamp) {
        return Json.object()
                .put("id", "msg_" + stamp.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", request.model());
    }

    private static ObjectNode textBlock(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    private static ObjectNode callBlock(ToolCall call, ObjectNode input) {
        ObjectNode block =
                Json.object().put("type", "tool_use").put("id", call.id()).put("name", call.tool());
        block.set("input", input);
        return block;
    }

    /** In one piece an input is always an object; what is no JSON is wrapped. */
    private static ObjectNode input(ToolCall call) {
        return Json.readObject(call.arguments())
                .orElseGet(() -> Json.object().put("INVALID_JSON", call.arguments()));
    }

    private static String stopReason(ChatAnswer answer) {
        return switch (answer.stop()) {
            case END -> "end_turn";
            case TOOL_CALLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
        };
    }

    /** Input tokens are those that came from no cache; output includes what was thought. */
    private static ObjectNode usage(AnswerUsage usage, int output) {
        return Json.object()
                .put("input_tokens", usage.input() - usage.cached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cached())
                .put("output_tokens", output)
                .put("service_tier", "standard");
    }

    @Override
    public List<StreamEvent> stream(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(start(request, answer, stamp));
        events.add(event(About.START, "ping", Json.object()));
        Blocks blocks = new Blocks(events);
        if (!answer.reasoning().isEmpty()) {
            blocks.thinking(answer.reasoning());
        }
        if (!answer.text().isEmpty()) {
            blocks.text(answer.text());
        }
        answer.toolCalls().forEach(blocks::call);
        ObjectNode end = Json.object();
        end.putObject("delta").put("stop_reason", stopReason(answer)).putNull("stop_sequence");
        end.set("usage", usage(answer.usage(), answer.usage().output()));
        events.add(event(About.END, "message_delta", end));
        events.add(event(About.END, "message_stop", Json.object()));
        return List.copyOf(events);
    }

    private static StreamEvent start(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        ObjectNode message = message(request, stamp);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(answer.usage(), Math.min(1, answer.usage().output())));
        ObjectNode data = Json.object();
        data.set("message", message);
        return event(About.START, "message_start", data);
    }

    private static StreamEvent event(About about, String type, ObjectNode data) {
        ObjectNode typed = Json.object().put("type", type);
        typed.setAll(data);
        return new StreamEvent(about, "event: " + type + "\ndata: " + typed + "\n\n");
    }

    /** Writes content blocks, each with its own number. */
    private static final class Blocks {

        private final List<StreamEvent> events;
        private int index;

        Blocks(List<StreamEvent> events) {
            this.events = events;
        }

        void thinking(String text) {
            ObjectNode empty = Json.object().put("type", "thinking").put("thinking", "");
            start(About.REASONING, empty.put("signature", ""));
            Deltas.of(text)
                    .forEach(piece -> delta(About.REASONING, "thinking_delta", "thinking", piece));
            delta(About.REASONING, "signature_delta", "signature", SIGNATURE);
            stop(About.REASONING);
        }

        void text(String text) {
            start(About.TEXT, textBlock(""));
            Deltas.of(text).forEach(piece -> delta(About.TEXT, "text_delta", "text", piece));
            stop(About.TEXT);
        }

        void call(ToolCall call) {
            start(About.TOOL_CALL, callBlock(call, Json.object()));
            delta(About.TOOL_CALL, "input_json_delta", "partial_json", "");
            Deltas.of(call.arguments())
                    .forEach(piece ->
                            delta(About.TOOL_CALL, "input_json_delta", "partial_json", piece));
            stop(About.TOOL_CALL);
        }

        private void start(About about, ObjectNode block) {
            ObjectNode data = Json.object().put("index", index);
            data.set("content_block", block);
            events.add(event(about, "content_block_start", data));
        }

        private void delta(About about, String type, String field, String value) {
            ObjectNode data = Json.object().put("index", index);
            data.putObject("delta").put("type", type).put(field, value);
            events.add(event(about, "content_block_delta", data));
        }

        private void stop(About about) {
            events.add(event(about, "content_block_stop", Json.object().put("index", index)));
            index++;
        }
    }

    @Override
    public StreamEvent streamError(Refusal refusal) {
        return event(About.END, "error", AnthropicErrors.error(refusal));
    }

    @Override
    public ErrorReply error(Refusal refusal, Stamp stamp) {
        return AnthropicErrors.reply(refusal, stamp);
    }
}
