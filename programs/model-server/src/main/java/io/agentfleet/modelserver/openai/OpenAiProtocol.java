package io.agentfleet.modelserver.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
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
import org.jspecify.annotations.Nullable;

/** OpenAI's {@code POST /v1/chat/completions}, which vLLM, LM Studio and many others speak too. */
public final class OpenAiProtocol implements Protocol {

    /** As vLLM, DeepSeek and others name it; OpenAI itself shows no reasoning here. */
    private static final String REASONING = "reasoning_content";

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public ChatRequest read(JsonNode body, Target target) {
        return OpenAiRequests.read(body);
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String whole(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        ObjectNode message = Json.object().put("role", "assistant");
        if (answer.text().isEmpty() && !answer.toolCalls().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", answer.text());
        }
        message.putNull("refusal");
        if (!answer.reasoning().isEmpty()) {
            message.put(REASONING, answer.reasoning());
        }
        if (!answer.toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.toolCalls().forEach(call -> calls.add(call(call, call.arguments())));
        }
        ObjectNode body = head(request, stamp, "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs");
        choice.put("finish_reason", finishReason(answer));
        body.set("usage", usage(answer.usage()));
        return body.put("service_tier", "default").toString();
    }

    private static ObjectNode call(ToolCall call, String arguments) {
        ObjectNode node = Json.object().put("id", call.id()).put("type", "function");
        node.putObject("function").put("name", call.tool()).put("arguments", arguments);
        return node;
    }

    private static ObjectNode head(ChatRequest request, Stamp stamp, String object) {
        return Json.object()
                .put("id", "chatcmpl-" + stamp.id())
                .put("object", object)
                .put("created", stamp.time().getEpochSecond())
                .put("model", request.model());
    }

    private static String finishReason(ChatAnswer answer) {
        return switch (answer.stop()) {
            case END -> "stop";
            case TOOL_CALLS -> "tool_calls";
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static ObjectNode usage(AnswerUsage usage) {
        ObjectNode node =
                Json.object()
                        .put("prompt_tokens", usage.input())
                        .put("completion_tokens", usage.output())
                        .put("total_tokens", usage.total());
        node.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cached())
                .put("audio_tokens", 0);
        node.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return node;
    }

    @Override
    public List<StreamEvent> stream(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        List<StreamEvent> events = new ArrayList<>();
        ObjectNode start = Json.object().put("role", "assistant").put("content", "");
        events.add(chunk(request, stamp, About.START, start.putNull("refusal")));
        for (String piece : Deltas.of(answer.reasoning())) {
            ObjectNode delta = Json.object().put(REASONING, piece);
            events.add(chunk(request, stamp, About.REASONING, delta));
        }
        for (String piece : Deltas.of(answer.text())) {
            ObjectNode delta = Json.object().put("content", piece);
            events.add(chunk(request, stamp, About.TEXT, delta));
        }
        for (int i = 0; i < answer.toolCalls().size(); i++) {
            for (ObjectNode piece : callPieces(answer.toolCalls().get(i))) {
                ObjectNode delta = Json.object();
                delta.putArray("tool_calls").add(piece.put("index", i));
                events.add(chunk(request, stamp, About.TOOL_CALL, delta));
            }
        }
        events.add(end(request, answer, stamp));
        if (request.delivery() == Delivery.STREAM_WITH_USAGE) {
            ObjectNode last = head(request, stamp, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(answer.usage()));
            events.add(event(About.END, last));
        }
        events.add(new StreamEvent(About.END, "data: [DONE]\n\n"));
        return List.copyOf(events);
    }

    private static List<ObjectNode> callPieces(ToolCall call) {
        List<ObjectNode> pieces = new ArrayList<>();
        pieces.add(call(call, ""));
        for (String piece : Deltas.of(call.arguments())) {
            ObjectNode node = Json.object();
            node.putObject("function").put("arguments", piece);
            pieces.add(node);
        }
        return pieces;
    }

    private static StreamEvent chunk(
            ChatRequest request, Stamp stamp, About about, ObjectNode delta) {
        return event(about, withChoice(request, stamp, delta, null));
    }

    private static StreamEvent end(ChatRequest request, ChatAnswer answer, Stamp stamp) {
        return event(About.END, withChoice(request, stamp, Json.object(), finishReason(answer)));
    }

    private static ObjectNode withChoice(
            ChatRequest request, Stamp stamp, ObjectNode delta, @Nullable String finish) {
        ObjectNode body = head(request, stamp, "chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs");
        choice.put("finish_reason", finish);
        if (request.delivery() == Delivery.STREAM_WITH_USAGE) {
            body.putNull("usage");
        }
        return body;
    }

    private static StreamEvent event(About about, ObjectNode data) {
        return new StreamEvent(about, "data: " + data + "\n\n");
    }

    @Override
    public StreamEvent streamError(Refusal refusal) {
        return event(About.END, OpenAiErrors.body(refusal));
    }

    @Override
    public ErrorReply error(Refusal refusal, Stamp stamp) {
        return OpenAiErrors.reply(refusal, stamp);
    }
}
