package io.agentfleet.modelserver.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.ChatRequest.Delivery;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.protocol.OpenCalls;
import io.agentfleet.modelserver.protocol.Protocol.Target;
import io.agentfleet.modelserver.protocol.SchemaCheck;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads Gemini's requests. */
final class GeminiRequests {

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(GeminiRequests.class, "request.schema.json");

    /** Fields in which clients put a result that is no object. */
    private static final List<String> WRAPPERS = List.of("response", "output", "result");

    private GeminiRequests() {}

    static ChatRequest read(JsonNode wire, Target target) {
        JsonNode body = GeminiNames.camelCase(wire);
        SCHEMA.check(body)
                .ifPresent(mistake -> {
                    throw new RefusalException(GeminiErrors.refusal(mistake));
                });
        JsonNode settings = body.path("generationConfig");
        return new ChatRequest(
                target.model(),
                target.stream() ? Delivery.STREAM_WITH_USAGE : Delivery.WHOLE,
                messages(body),
                tools(body.path("tools")),
                outputSchema(settings),
                forcedTool(body.path("toolConfig").path("functionCallingConfig")),
                Math.max(0, settings.path("maxOutputTokens").asInt(0)));
    }

    private static List<Message> messages(JsonNode body) {
        List<Message> messages = new ArrayList<>();
        String system = text(body.path("systemInstruction").path("parts"));
        if (!system.isEmpty()) {
            messages.add(new Message.SystemPrompt(system));
        }
        OpenCalls open = new OpenCalls();
        for (JsonNode content : body.path("contents")) {
            JsonNode parts = content.path("parts");
            if (content.path("role").asText().equals("model")) {
                requireResults(open);
                messages.add(model(parts, open));
            } else {
                user(parts, open, messages);
            }
        }
        requireResults(open);
        return messages;
    }

    private static Message.Assistant model(JsonNode parts, OpenCalls open) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode part : parts) {
            JsonNode call = part.path("functionCall");
            if (call.isObject()) {
                String id = call.path("id").asText(open.nextId());
                JsonNode arguments = call.path("args");
                calls.add(
                        new ToolCall(
                                id,
                                call.path("name").asText(),
                                arguments.isObject() ? arguments.toString() : "{}"));
            }
        }
        open.open(calls);
        return new Message.Assistant(text(parts), calls);
    }

    private static void user(JsonNode parts, OpenCalls open, List<Message> messages) {
        boolean hasResult = false;
        for (JsonNode part : parts) {
            JsonNode response = part.path("functionResponse");
            if (response.isObject()) {
                messages.add(result(response, open));
                hasResult = true;
            }
        }
        requireResults(open);
        String text = text(parts);
        if (!text.isEmpty() || !hasResult) {
            messages.add(new Message.User(text));
        }
    }

    /** By id, or the oldest call of that function. */
    private static Message.ToolResult result(JsonNode response, OpenCalls open) {
        String tool = response.path("name").asText();
        String id = response.path("id").asText("");
        boolean known = !id.isEmpty() && open.close(id).isPresent();
        String matched = known ? id : open.closeOldest(tool).orElseThrow(GeminiRequests::unequal);
        return new Message.ToolResult(matched, tool, unwrapped(response.path("response")));
    }

    /** What the tool answered, without the object that a client had to put around a text. */
    private static String unwrapped(JsonNode response) {
        return WRAPPERS.stream()
                .filter(name -> response.size() == 1 && response.path(name).isTextual())
                .map(name -> response.path(name).asText())
                .findFirst()
                .orElseGet(response::toString);
    }

    private static void requireResults(OpenCalls open) {
        if (!open.ids().isEmpty()) {
            throw unequal();
        }
    }

    private static RefusalException unequal() {
        return new RefusalException(
                Refusal.invalid(
                        "",
                        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn."));
    }

    private static String text(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (!part.path("thought").asBoolean()) {
                text.append(part.path("text").asText(""));
            }
        }
        return text.toString();
    }

    private static List<ToolSpecification> tools(JsonNode wire) {
        List<ToolSpecification> tools = new ArrayList<>();
        for (JsonNode group : wire) {
            for (JsonNode function : group.path("functionDeclarations")) {
                JsonNode plain = function.path("parametersJsonSchema");
                JsonNode parameters = plain.isObject() ? plain : function.path("parameters");
                tools.add(
                        new ToolSpecification(
                                function.path("name").asText(),
                                "",
                                function.path("description").asText(""),
                                parameters.isObject()
                                        ? GeminiNames.jsonSchema(parameters).toString()
                                        : "{}"));
            }
        }
        return tools;
    }

    private static Optional<String> outputSchema(JsonNode settings) {
        JsonNode plain = settings.path("responseJsonSchema");
        if (plain.isObject()) {
            return Optional.of(plain.toString());
        }
        JsonNode own = settings.path("responseSchema");
        return own.isObject()
                ? Optional.of(GeminiNames.jsonSchema(own).toString())
                : Optional.empty();
    }

    private static Optional<String> forcedTool(JsonNode calling) {
        JsonNode names = calling.path("allowedFunctionNames");
        return calling.path("mode").asText().equals("ANY") && names.size() == 1
                ? Optional.of(names.get(0).asText())
                : Optional.empty();
    }
}
