package io.agentfleet.modelserver.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.protocol.FunctionTools;
import io.agentfleet.modelserver.protocol.OpenCalls;
import io.agentfleet.modelserver.protocol.SchemaCheck;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Ollama's requests. Ollama itself does not check whether results belong to calls. */
final class OllamaRequests {

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(OllamaRequests.class, "request.schema.json");

    private OllamaRequests() {}

    static ChatRequest read(JsonNode body) {
        SCHEMA.check(body)
                .ifPresent(mistake -> {
                    throw new RefusalException(OllamaErrors.refusal(mistake));
                });
        JsonNode format = body.path("format");
        return new ChatRequest(
                body.path("model").asText(),
                body.path("stream").asBoolean(true) ? Delivery.STREAM_WITH_USAGE : Delivery.WHOLE,
                messages(body.path("messages")),
                FunctionTools.of(body.path("tools")),
                format.isObject() ? Optional.of(format.toString()) : Optional.empty(),
                Optional.empty(),
                Math.max(0, body.path("options").path("num_predict").asInt(0)));
    }

    private static List<Message> messages(JsonNode wire) {
        List<Message> messages = new ArrayList<>();
        List<String> system = new ArrayList<>();
        OpenCalls open = new OpenCalls();
        for (JsonNode message : wire) {
            String text = message.path("content").asText("");
            switch (message.path("role").asText()) {
                case "system" -> system.add(text);
                case "user" -> messages.add(new Message.User(text));
                case "assistant" -> messages.add(assistant(message, text, open));
                default -> messages.add(result(message, text, open));
            }
        }
        if (!system.isEmpty()) {
            messages.addFirst(new Message.SystemPrompt(String.join("\n\n", system)));
        }
        return messages;
    }

    private static Message.Assistant assistant(JsonNode message, String text, OpenCalls open) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            JsonNode arguments = function.path("arguments");
            calls.add(
                    new ToolCall(
                            call.path("id").asText(open.nextId()),
                            function.path("name").asText(),
                            arguments.isObject() ? arguments.toString() : "{}"));
        }
        open.clear();
        open.open(calls);
        return new Message.Assistant(text, calls);
    }

    /** By id, by the tool's name, or the next call that waits: clients differ. */
    private static Message.ToolResult result(JsonNode message, String text, OpenCalls open) {
        String tool = message.path("tool_name").asText("");
        String id = message.path("tool_call_id").asText("");
        if (id.isEmpty()) {
            id =
                    tool.isEmpty()
                            ? open.ids().stream().findFirst().orElse("")
                            : open.closeOldest(tool).orElse("");
        }
        return new Message.ToolResult(id, open.close(id).orElse(tool), text);
    }
}
