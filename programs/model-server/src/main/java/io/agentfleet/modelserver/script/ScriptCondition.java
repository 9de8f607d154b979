package io.agentfleet.modelserver.script;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.modelserver.chat.ChatRequest;
import io.agentfleet.modelserver.protocol.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which requests an answer is for; what is empty fits all.
 *
 * @param model found in the model's name
 * @param system found in the system prompt
 * @param user found in the last user message
 * @param offers a tool that is offered
 * @param after the tool whose result came last
 * @param schema title of the output schema
 */
record ScriptCondition(
        Optional<Pattern> model,
        Optional<Pattern> system,
        Optional<Pattern> user,
        Optional<String> offers,
        Optional<String> after,
        Optional<String> schema) {

    boolean fits(ChatRequest request) {
        return found(model, request.model())
                && found(system, request.systemText())
                && found(user, request.lastUserText())
                && offers.stream().allMatch(name -> isOffered(name, request))
                && after.stream().allMatch(name -> isLast(name, request))
                && schema.stream().allMatch(title -> title.equals(titleOf(request)));
    }

    private static boolean found(Optional<Pattern> pattern, String text) {
        return pattern.stream().allMatch(one -> one.matcher(text).find());
    }

    private static boolean isOffered(String name, ChatRequest request) {
        return request.tools().stream().anyMatch(tool -> tool.name().equals(name));
    }

    private static boolean isLast(String tool, ChatRequest request) {
        return !request.messages().isEmpty()
                && request.messages().getLast() instanceof Message.ToolResult result
                && result.tool().equals(tool);
    }

    private static String titleOf(ChatRequest request) {
        return request.outputSchema()
                .flatMap(Json::readObject)
                .map(schema -> schema.path("title").asText())
                .orElse("");
    }
}
