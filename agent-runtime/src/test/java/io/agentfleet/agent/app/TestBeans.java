package io.agentfleet.agent.app;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.chat.ToolCall;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.InMemoryRecordLog;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.run.AgentCard;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.tool.ToolGateway;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** The test's agent: calls {@code find} once, then repeats what it found. */
@Dependent
class TestBeans {

    private record TestAgent(AgentCard card) implements AgentDefinition {
        @Override
        public String systemPrompt() {
            return "You find.";
        }

        @Override
        public Set<String> tools() {
            return Set.of("find");
        }
    }

    @Produces
    @Singleton
    AgentDefinition agent(AgentCard card) {
        return new TestAgent(card);
    }

    @Produces
    @Singleton
    LanguageModel model() {
        return new ScriptedLanguageModel().does(TestBeans::answer);
    }

    private static ModelResponse answer(ModelRequest request) {
        boolean found = request.messages().getLast() instanceof Message.ToolResult;
        Message.Assistant message =
                found
                        ? new Message.Assistant("found it", List.of())
                        : new Message.Assistant(
                                "", List.of(new ToolCall("c1", "find", "{\"q\":\"x\"}")));
        return new ModelResponse(message, new TokenUsage(7, 3));
    }

    @Produces
    @Singleton
    ToolGateway tools() {
        return new FakeToolGateway().with("find", "{\"hits\":1}");
    }

    @Produces
    @Singleton
    InMemoryRecordLog log() {
        return new InMemoryRecordLog();
    }
}
