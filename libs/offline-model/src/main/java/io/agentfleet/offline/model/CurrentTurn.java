package io.agentfleet.offline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.offline.compose.Json;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conversation since the last user message: what was asked, called, and returned. */
final class CurrentTurn {

    /**
     * A tool call and its result.
     *
     * @param tool its name
     * @param arguments of the call
     * @param result of the call
     */
    record Exchange(String tool, JsonNode arguments, JsonNode result) {

        boolean failed() {
            return !result.isObject() || result.has("error");
        }

        String error() {
            return result.path("message").asText(result.path("error").asText("no JSON"));
        }
    }

    private final ModelRequest request;
    private final PromptSections packet;
    private final List<Exchange> exchanges;
    private final int answers;

    private CurrentTurn(ModelRequest request, PromptSections packet, List<Message> since) {
        this.request = request;
        this.packet = packet;
        this.exchanges = exchanges(since);
        this.answers = (int) since.stream().filter(Message.Assistant.class::isInstance).count();
    }

    static CurrentTurn of(ModelRequest request) {
        List<Message> messages = request.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof Message.User user) {
                PromptSections packet = PromptSections.parse(user.text());
                return new CurrentTurn(request, packet, messages.subList(i + 1, messages.size()));
            }
        }
        return new CurrentTurn(request, PromptSections.parse(""), List.of());
    }

    private static List<Exchange> exchanges(List<Message> since) {
        Map<String, ToolCall> calls = new HashMap<>();
        List<Exchange> exchanges = new ArrayList<>();
        for (Message message : since) {
            if (message instanceof Message.Assistant assistant) {
                assistant.toolCalls().forEach(call -> calls.put(call.id(), call));
            } else if (message instanceof Message.ToolResult result) {
                ToolCall call = calls.get(result.callId());
                if (call != null) {
                    exchanges.add(
                            new Exchange(
                                    call.tool(),
                                    Json.read(call.arguments()),
                                    Json.read(result.content())));
                }
            }
        }
        return List.copyOf(exchanges);
    }

    PromptSections packet() {
        return packet;
    }

    boolean offers(String tool) {
        return request.tools().stream().anyMatch(t -> t.name().equals(tool));
    }

    int maxOutputTokens() {
        return request.maxOutputTokens();
    }

    /** How many answers are left, including the final one. */
    int stepsLeft() {
        return packet.steps() - answers;
    }

    List<Exchange> exchanges(String tool) {
        return exchanges.stream().filter(e -> e.tool().equals(tool)).toList();
    }

    /** The call of the tool with that text argument, if it has a result. */
    Optional<Exchange> exchange(String tool, String argument, String value) {
        return exchanges(tool).stream()
                .filter(e -> e.arguments().path(argument).asText().equals(value))
                .findFirst();
    }

    /** An answer that only calls tools. */
    Message.Assistant call(List<Map.Entry<String, ObjectNode>> calls) {
        List<ToolCall> wanted = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> call : calls) {
            String id = "call-" + (answers + 1) + "-" + (wanted.size() + 1);
            wanted.add(new ToolCall(id, call.getKey(), call.getValue().toString()));
        }
        return new Message.Assistant("", wanted);
    }

    Message.Assistant call(String tool, ObjectNode arguments) {
        return call(List.of(Map.entry(tool, arguments)));
    }

    static Message.Assistant answer(String text) {
        return new Message.Assistant(text, List.of());
    }
}
