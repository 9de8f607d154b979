package io.agentfleet.modelserver.offline;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.modelserver.backend.Backend;
import io.agentfleet.modelserver.backend.PacedAnswer;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.chat.Refusal;
import io.agentfleet.modelserver.chat.RefusalException;
import io.agentfleet.modelserver.protocol.Json;
import io.agentfleet.offline.model.OfflineLanguageModel;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.List;
import java.util.Optional;

/**
 * A model of the fleet behind the protocols.
 *
 * <p>A tool that must be called is how some clients ask for structured output: its parameters are
 * then the output schema, titled with its name unless they have a title, and the answer is a call
 * of that tool.
 *
 * @param model who answers
 */
public record LanguageModelBackend(LanguageModel model) implements Backend {

    private static final AgentName CALLER = new AgentName("model-server");
    private static final String FORCED_CALL = "call_forced";

    /** The fleet's rules. */
    public static LanguageModelBackend rules() {
        return new LanguageModelBackend(new OfflineLanguageModel());
    }

    @Override
    public String description() {
        return "the model " + model.id();
    }

    @Override
    public List<String> models() {
        return List.of(model.id().model());
    }

    @Override
    public boolean refusesOtherModels() {
        return false;
    }

    @Override
    public PacedAnswer answer(ChatRequest request) {
        try {
            return PacedAnswer.atOnce(answer(request, model.complete(modelRequest(request))));
        } catch (FleetException e) {
            throw new RefusalException(
                    new Refusal(
                            Refusal.Kind.UNAVAILABLE,
                            "",
                            "",
                            String.valueOf(e.getMessage()),
                            Optional.empty()));
        }
    }

    private static ModelRequest modelRequest(ChatRequest request) {
        Optional<ToolSpecification> forced = forced(request);
        return new ModelRequest(
                CALLER,
                request.messages(),
                request.tools().stream()
                        .filter(tool -> forced.filter(tool::equals).isEmpty())
                        .toList(),
                forced.flatMap(LanguageModelBackend::schema).or(request::outputSchema),
                request.maxOutputTokens());
    }

    private static Optional<ToolSpecification> forced(ChatRequest request) {
        return request.forcedTool()
                .flatMap(name ->
                        request.tools().stream()
                                .filter(tool -> tool.name().equals(name))
                                .findFirst());
    }

    private static Optional<String> schema(ToolSpecification tool) {
        return Json.readObject(tool.parameters()).map(schema -> Json.titled(schema, tool.name()));
    }

    private static ChatAnswer answer(ChatRequest request, ModelResponse response) {
        Message.Assistant message = response.message();
        AnswerUsage usage =
                new AnswerUsage(response.usage().input(), response.usage().output(), 0, 0);
        Optional<ToolSpecification> forced = forced(request);
        boolean asCall =
                message.toolCalls().isEmpty()
                        && Json.read(message.text()).filter(JsonNode::isObject).isPresent();
        if (forced.isPresent() && asCall) {
            ToolCall call = new ToolCall(FORCED_CALL, forced.get().name(), message.text());
            return ChatAnswer.of("", List.of(call), usage);
        }
        return ChatAnswer.of(message.text(), message.toolCalls(), usage);
    }
}
