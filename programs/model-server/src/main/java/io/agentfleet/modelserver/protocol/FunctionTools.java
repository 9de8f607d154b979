package io.agentfleet.modelserver.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.agent.chat.ToolSpecification;
import java.util.ArrayList;
import java.util.List;

/** Tools as OpenAI describes them, and Ollama after it. */
public final class FunctionTools {

    private FunctionTools() {}

    /** The tools of a request's list. */
    public static List<ToolSpecification> of(JsonNode wire) {
        List<ToolSpecification> tools = new ArrayList<>();
        for (JsonNode tool : wire) {
            JsonNode function = tool.path("function");
            JsonNode parameters = function.path("parameters");
            tools.add(
                    new ToolSpecification(
                            function.path("name").asText(),
                            "",
                            function.path("description").asText(""),
                            parameters.isObject() ? parameters.toString() : "{}"));
        }
        return tools;
    }
}
