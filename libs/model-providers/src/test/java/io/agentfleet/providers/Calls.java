package io.agentfleet.providers;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.model.ApiKey;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelSettings;
import io.agentfleet.agent.model.ModelTimeLimits;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.ToolCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Models and calls for tests. */
final class Calls {

    static final String KEY = "secret-of-the-test-0123456789";
    static final ModelTimeLimits LIMITS =
            new ModelTimeLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20));

    private static final String FIND =
            """
            {"type":"object","properties":{"q":{"type":"string","minLength":1,"description":"찾을 말"},
            "where":{"oneOf":[{"const":"sea"},{"const":"land"}]}},"required":["q"],"additionalProperties":false}\
            """;

    private Calls() {}

    static LanguageModel model(Wire wire, String address) {
        return model(wire, address, LIMITS);
    }

    static LanguageModel model(Wire wire, String address, ModelTimeLimits limits) {
        return wire.provider.open(
                new ModelSettings(
                        "main",
                        Optional.of(URI.create(address)),
                        "some-model",
                        Optional.of(new ApiKey(KEY)),
                        32_000,
                        Optional.of(0.5),
                        limits));
    }

    static ModelRequest question() {
        return new ModelRequest(
                new AgentName("search"),
                List.of(new Message.SystemPrompt("You find."), new Message.User("찾아줘")),
                List.of(),
                Optional.empty(),
                500);
    }

    static ModelRequest conversation() {
        return new ModelRequest(
                new AgentName("search"),
                List.of(
                        new Message.SystemPrompt("You find."),
                        new Message.User("바다와 \"땅\"을 찾아줘"),
                        new Message.Assistant(
                                "",
                                List.of(
                                        new ToolCall("c1", "find", "{\"q\":\"바다\"}"),
                                        new ToolCall("c2", "find", "{\"q\": "))),
                        new Message.ToolResult("c1", "find", "{\"hits\":1}"),
                        new Message.ToolResult("c2", "find", "{\"error\":\"INVALID\"}")),
                List.of(new ToolSpecification("find", "1.0.0", "finds", FIND)),
                Optional.empty(),
                500);
    }

    static ModelRequest asJson(String schema) {
        return new ModelRequest(
                new AgentName("planner"),
                question().messages(),
                List.of(),
                Optional.of(schema),
                500);
    }
}
