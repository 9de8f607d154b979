package io.agentfleet.search;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.run.ToolOutcome;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A model that searches once and repeats the task, and a tool that waits if it is told to. */
@Dependent
class ScriptedBeans {

    /** Holds back every search for "wait". */
    static final CountDownLatch GO_ON = new CountDownLatch(1);

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    LanguageModel model() {
        return new ScriptedLanguageModel().does(ScriptedBeans::answer);
    }

    private static ModelResponse answer(ModelRequest request) {
        String task = task(request);
        Message.Assistant message =
                request.messages().getLast() instanceof Message.ToolResult
                        ? new Message.Assistant("searched: " + task, List.of())
                        : new Message.Assistant(
                                "", List.of(new ToolCall("c", "search_documents", task)));
        return new ModelResponse(message, new TokenUsage(8, 2));
    }

    private static String task(ModelRequest request) {
        String packet =
                request.messages().stream()
                        .filter(Message.User.class::isInstance)
                        .map(message -> ((Message.User) message).text())
                        .reduce("", (earlier, later) -> later);
        return packet.lines().skip(1).findFirst().orElse("");
    }

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    ToolGateway tools() {
        return new FakeToolGateway()
                .with(
                        "search_documents",
                        call -> {
                            if (call.call().arguments().contains("wait")) {
                                hold();
                            }
                            return new ToolOutcome.Succeeded("{\"hits\":[]}", List.of());
                        });
    }

    private static void hold() {
        try {
            GO_ON.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
