package io.agentfleet.providers.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;
import java.util.Map;

/**
 * A call of a model in LangChain4j's words. Pure.
 *
 * @param address where it goes
 */
record ChatRequests(Protocol protocol, String address) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWER = "answer";

    ChatRequest of(ModelRequest request) {
        DefaultChatRequestParameters.Builder<?> parameters =
                protocol.bounded(request.maxOutputTokens(), address);
        parameters.toolSpecifications(request.tools().stream().map(ChatRequests::tool).toList());
        if (request.tools().isEmpty() || protocol.takesSchemaBesideTools()) {
            request.outputSchema().ifPresent(schema -> parameters.responseFormat(format(schema)));
        }
        return ChatRequest.builder()
                .messages(request.messages().stream().map(this::message).toList())
                .parameters(parameters.build())
                .build();
    }

    private ResponseFormat format(String schema) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder()
                                .name(ANSWER)
                                .rootElement(JsonRawSchema.from(protocol.outputSchema(schema)))
                                .build())
                .build();
    }

    private static ToolSpecification tool(io.agentfleet.agent.chat.ToolSpecification tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(ToolSchemas.of(tool.parameters()))
                .build();
    }

    private ChatMessage message(Message message) {
        return switch (message) {
            case Message.SystemPrompt(var text) -> SystemMessage.from(text);
            case Message.User(var text) -> UserMessage.from(text);
            case Message.Assistant(var text, var calls) -> assistant(text, calls);
            case Message.ToolResult(var callId, var tool, var content) ->
                    ToolExecutionResultMessage.from(callId, tool, content);
        };
    }

    private AiMessage assistant(String text, List<ToolCall> calls) {
        AiMessage.Builder message =
                AiMessage.builder()
                        .toolExecutionRequests(calls.stream().map(ChatRequests::call).toList())
                        .attributes(calls.isEmpty() ? Map.of() : protocol.ofToolCalls());
        if (!text.isEmpty()) {
            message.text(text);
        }
        return message.build();
    }

    private static ToolExecutionRequest call(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(object(call.arguments()))
                .build();
    }

    /**
     * Providers read what they once wrote as JSON: what was broken then must not break this call.
     */
    private static String object(String arguments) {
        try {
            if (JSON.readTree(arguments).isObject()) {
                return arguments;
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        return JSON.createObjectNode().put("not_a_json_object", arguments).toString();
    }
}
