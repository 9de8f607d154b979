package io.agentfleet.modelserver.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.protocol.OpenCalls;
import io.agentfleet.modelserver.protocol.SchemaCheck;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Anthropic's requests. */
final class AnthropicRequests {

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(AnthropicRequests.class, "request.schema.json");

    private AnthropicRequests() {}

    static ChatRequest read(JsonNode body) {
        SCHEMA.check(body)
                .ifPresent(mistake -> {
                    throw new RefusalException(AnthropicErrors.refusal(mistake));
                });
        JsonNode choice = body.path("tool_choice");
        return new ChatRequest(
                body.path("model").asText(),
                body.path("stream").asBoolean() ? Delivery.STREAM_WITH_USAGE : Delivery.WHOLE,
                messages(body),
                tools(body.path("tools")),
                outputSchema(body),
                choice.path("type").asText().equals("tool")
                        ? Optional.of(choice.path("name").asText())
                        : Optional.empty(),
                body.path("max_tokens").asInt());
    }

    private static List<Message> messages(JsonNode body) {
        List<Message> messages = new ArrayList<>();
        String system = text(body.path("system"));
        if (!system.isEmpty()) {
            messages.add(new Message.SystemPrompt(system));
        }
        OpenCalls open = new OpenCalls();
        JsonNode wire = body.path("messages");
        for (int i = 0; i < wire.size(); i++) {
            JsonNode content = wire.get(i).path("content");
            if (wire.get(i).path("role").asText().equals("assistant")) {
                messages.add(assistant(content, open));
            } else {
                user(content, open, i, messages);
            }
        }
        if (!open.ids().isEmpty()) {
            throw unanswered(open, wire.size() - 1);
        }
        return messages;
    }

    private static Message.Assistant assistant(JsonNode content, OpenCalls open) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(
                        new ToolCall(
                                block.path("id").asText(),
                                block.path("name").asText(),
                                block.path("input").toString()));
            }
        }
        open.open(calls);
        return new Message.Assistant(text(content), calls);
    }

    /** Results stand before the text of the same message. */
    private static void user(JsonNode content, OpenCalls open, int index, List<Message> messages) {
        for (int i = 0; content.isArray() && i < content.size(); i++) {
            JsonNode block = content.get(i);
            if (block.path("type").asText().equals("tool_result")) {
                String id = block.path("tool_use_id").asText();
                String place = "messages.%d.content.%d".formatted(index, i);
                String tool = open.close(id).orElseThrow(() -> unexpected(place, id));
                messages.add(new Message.ToolResult(id, tool, text(block.path("content"))));
            }
        }
        if (!open.ids().isEmpty()) {
            throw unanswered(open, index - 1);
        }
        String text = text(content);
        if (!text.isEmpty() || !content.isArray()) {
            messages.add(new Message.User(text));
        }
    }

    private static RefusalException unexpected(String place, String id) {
        return new RefusalException(
                Refusal.invalid(
                        place,
                        "%s: unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
                                .formatted(place, id)));
    }

    private static RefusalException unanswered(OpenCalls open, int index) {
        return new RefusalException(
                Refusal.invalid(
                        "messages." + index,
                        "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after: %s. Each `tool_use` block must have a corresponding `tool_result` block in the next message."
                                .formatted(index, String.join(", ", open.ids()))));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("text")) {
                texts.add(block.path("text").asText());
            }
        }
        return String.join("\n\n", texts);
    }

    private static List<ToolSpecification> tools(JsonNode wire) {
        List<ToolSpecification> tools = new ArrayList<>();
        for (JsonNode tool : wire) {
            tools.add(
                    new ToolSpecification(
                            tool.path("name").asText(),
                            "",
                            tool.path("description").asText(""),
                            tool.path("input_schema").toString()));
        }
        return tools;
    }

    private static Optional<String> outputSchema(JsonNode body) {
        JsonNode format = body.path("output_config").path("format");
        JsonNode schema = (format.isObject() ? format : body.path("output_format")).path("schema");
        return schema.isObject() ? Optional.of(schema.toString()) : Optional.empty();
    }
}
