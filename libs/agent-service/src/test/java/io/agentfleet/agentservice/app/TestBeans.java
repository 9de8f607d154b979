package io.agentfleet.agentservice.app;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.InMemoryControlFeed;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.listener.ControlFeed;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskapi.service.GrantSource;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import io.agentfleet.taskmodel.task.AgentCard;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The test's agent: calls {@code find} once, then repeats what it found. */
@Dependent
public class TestBeans {

    /** How many tool calls that wait for ever were interrupted. */
    public static final AtomicInteger INTERRUPTED = new AtomicInteger();

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
                                "", List.of(new ToolCall("c1", "find", wanted(request))));
        return new ModelResponse(message, new TokenUsage(7, 3));
    }

    private static String wanted(ModelRequest request) {
        boolean wait =
                request.messages().getLast() instanceof Message.User user
                        && user.text().contains("wait for ever");
        return wait ? "{\"q\":\"wait\"}" : "{\"q\":\"x\"}";
    }

    @Produces
    @Singleton
    FakeToolGateway tools() {
        return new FakeToolGateway().with("find", TestBeans::find);
    }

    private static ToolOutcome find(ToolInvocation call) {
        if (call.call().arguments().contains("wait")) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                INTERRUPTED.incrementAndGet();
                throw new FleetException(ErrorCode.CANCELLED, "interrupted", e);
            }
        }
        return new ToolOutcome.Succeeded("{\"hits\":1}", List.of());
    }

    @Produces
    @Singleton
    InMemoryRecordLog log() {
        return new InMemoryRecordLog();
    }

    /** In place of the tool registry. */
    @Produces
    @Singleton
    GrantSource grants() {
        return (task, person) ->
                person.isPresent() ? task.withGrant("grant of " + task.id()) : task;
    }

    @Produces
    @Singleton
    ControlFeed orders() {
        return new InMemoryControlFeed();
    }
}
