package io.agentfleet.modelserver.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.protocol.FunctionTools;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.modelserver.protocol.OpenCalls;
import io.agentfleet.modelserver.protocol.SchemaCheck;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads OpenAI's requests. */
final class OpenAiRequests {

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(OpenAiRequests.class, "request.schema.json");

    private OpenAiRequests() {}

    static ChatRequest read(JsonNode body) {
        SCHEMA.check(body)
                .ifPresent(mistake -> {
                    throw new RefusalException(OpenAiErrors.refusal(mistake));
                });
        return new ChatRequest(
                body.path("model").asText(),
                delivery(body),
                messages(body.path("messages")),
                FunctionTools.of(body.path("tools")),
                outputSchema(body.path("response_format")),
                forcedTool(body.path("tool_choice")),
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0)));
    }

    private static Delivery delivery(JsonNode body) {
        if (!body.path("stream").asBoolean()) {
            return Delivery.WHOLE;
        }
        return body.path("stream_options").path("include_usage").asBoolean()
                ? Delivery.STREAM_WITH_USAGE
                : Delivery.STREAM;
    }

    private static List<Message> messages(JsonNode wire) {
        List<Message> messages = new ArrayList<>();
        List<String> system = new ArrayList<>();
        OpenCalls open = new OpenCalls();
        for (int i = 0; i < wire.size(); i++) {
            JsonNode message = wire.get(i);
            String role = message.path("role").asText();
            if (!role.equals("tool")) {
                requireResults(open, i);
            }
            switch (role) {
                case "system", "developer" -> system.add(text(message));
                case "user" -> messages.add(new Message.User(text(message)));
                case "assistant" -> messages.add(assistant(message, open));
                default -> messages.add(result(message, open, i));
            }
        }
        requireResults(open, wire.size() - 1);
        if (!system.isEmpty()) {
            messages.addFirst(new Message.SystemPrompt(String.join("\n\n", system)));
        }
        return messages;
    }

    private static void requireResults(OpenCalls open, int message) {
        if (!open.ids().isEmpty()) {
            throw new RefusalException(
                    Refusal.invalid(
                            "messages.[%d].role".formatted(message),
                            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
                                    + String.join(", ", open.ids())));
        }
    }

    private static Message.Assistant assistant(JsonNode message, OpenCalls open) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            calls.add(
                    new ToolCall(
                            call.path("id").asText(),
                            function.path("name").asText(),
                            function.path("arguments").asText()));
        }
        open.open(calls);
        return new Message.Assistant(text(message), calls);
    }

    private static Message.ToolResult result(JsonNode message, OpenCalls open, int index) {
        String id = message.path("tool_call_id").asText();
        String tool =
                open.close(id)
                        .orElseThrow(() ->
                                new RefusalException(
                                        Refusal.invalid(
                                                "messages.[%d].role".formatted(index),
                                                "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.")));
        return new Message.ToolResult(id, tool, text(message));
    }

    private static String text(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private static Optional<String> outputSchema(JsonNode format) {
        JsonNode named = format.path("json_schema");
        return named.path("schema").isObject()
                ? Optional.of(Json.titled(named.path("schema"), named.path("name").asText()))
                : Optional.empty();
    }

    private static Optional<String> forcedTool(JsonNode choice) {
        String name = choice.path("function").path("name").asText();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
