package io.agentfleet.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryAnswerStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.gateway.GatewaySetup;
import io.agentfleet.agent.gateway.ModelAnswer;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.gateway.Models;
import io.agentfleet.agent.gateway.TokenBudget;
import io.agentfleet.agent.memory.ContextWindow;
import io.agentfleet.agent.model.ModelCallException;
import io.agentfleet.agent.model.ModelFailure;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private final InMemoryAnswerStore store = new InMemoryAnswerStore();
    private final ScriptedLanguageModel model = new ScriptedLanguageModel("main");
    private final ScriptedLanguageModel spare = new ScriptedLanguageModel("spare");
    private final List<GatewayEvent> events = new ArrayList<>();
    private final ModelGateway gateway =
            gateway(new CachePolicy(Duration.ofHours(1), Set.of("clock")));

    private ModelGateway gateway(CachePolicy policy) {
        Models models =
                new Models(
                        List.of(
                                new ConfiguredModel(
                                        "main", model, 1_000, Optional.of(Gateways.PRICE)),
                                new ConfiguredModel(
                                        "spare", spare, 1_000, Optional.of(Gateways.PRICE))),
                        "main",
                        Map.of(),
                        List.of("spare"));
        GatewaySetup usual = Gateways.parts(models);
        return new ModelGateway(
                new GatewaySetup(
                        models,
                        Optional.of(new AnswerCache(policy, store)),
                        usual.routes(),
                        usual.budgets(),
                        usual.settings(),
                        events::add),
                new Random(1),
                InstantSource.system());
    }

    private ModelAnswer ask(String tenant, Message... more) {
        return ask(gateway, tenant, more);
    }

    private static ModelAnswer ask(ModelGateway gateway, String tenant, Message... more) {
        List<Message> messages = new ArrayList<>(List.of(new Message.User("What is new?")));
        messages.addAll(List.of(more));
        ModelRequest request =
                new ModelRequest(
                        new AgentName("search"), messages, List.of(), Optional.empty(), 100);
        return gateway.complete(request, Gateways.caller(tenant), new TokenBudget(1_000));
    }

    @Test
    void anEqualCallIsAnsweredFromTheCacheAndCostsNothing() {
        model.answers("news", new TokenUsage(10, 5));
        ModelAnswer first = ask("acme");
        ModelAnswer second = ask("acme");

        assertThat(first.usage().fromCache()).isFalse();
        assertThat(first.usage().cost()).isEqualTo(new Money(10 * 3_000 + 5 * 15_000));
        assertThat(second.response()).isEqualTo(first.response());
        assertThat(second.usage().fromCache()).isTrue();
        assertThat(second.usage().cost()).isEqualTo(Money.NONE);
        assertThat(model.requests()).hasSize(1);
        assertThat(events)
                .filteredOn(GatewayEvent.FoundInCache.class::isInstance)
                .extracting(e -> ((GatewayEvent.FoundInCache) e).saved())
                .containsExactly(first.usage().cost());
    }

    @Test
    void tenantsNeverShareAnAnswer() {
        model.answers("for acme").answers("for umbrella");
        assertThat(ask("acme").response().message().text()).isEqualTo("for acme");
        assertThat(ask("umbrella").response().message().text()).isEqualTo("for umbrella");
    }

    @Test
    void whatALiveToolSaidIsNeverAnsweredFromTheCache() {
        model.answers("noon");
        Message call = new Message.Assistant("", List.of(new ToolCall("c", "clock", "{}")));
        ask("acme", call, new Message.ToolResult("c", "clock", "12:00"));
        ask("acme", call, new Message.ToolResult("c", "clock", "12:00"));
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void aConversationWithAResultLeftOutIsNeverAnsweredFromTheCache() {
        Message call = new Message.Assistant("", List.of(new ToolCall("c", "find", "{}")));
        List<Message> messages = new ArrayList<>(List.of(new Message.User("x")));
        for (int i = 0; i < 8; i++) {
            messages.add(call);
            messages.add(new Message.ToolResult("c", "find", "word ".repeat(100)));
        }
        List<Message> fitted = new ContextWindow(500).fit(messages);
        assertThat(ContextWindow.isIncomplete(messages)).isFalse();
        assertThat(ContextWindow.isIncomplete(fitted)).isTrue();
        CachePolicy policy = new CachePolicy(Duration.ofHours(1), Set.of());
        ModelRequest request =
                new ModelRequest(new AgentName("search"), fitted, List.of(), Optional.empty(), 100);
        assertThat(policy.covers(request)).isFalse();
    }

    @Test
    void aTruncatedAnswerAndOneOfAFallbackAreNotKept() {
        ModelResponse half =
                new ModelResponse(
                        new Message.Assistant("The an", List.of()), new TokenUsage(1, 1), "", true);
        model.does(request -> half)
                .does(request -> {
                    throw new ModelCallException(ModelFailure.KEY_REFUSED, "main: key refused");
                });
        spare.answers("spare news");
        ask("acme");
        assertThat(ask("acme").response().message().text()).isEqualTo("spare news");
        ask("acme");
        assertThat(model.requests()).hasSize(3);
    }

    @Test
    void withoutATimeToLiveNothingIsKept() {
        model.answers("news");
        ModelGateway off = gateway(CachePolicy.OFF);
        ask(off, "acme");
        ask(off, "acme");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void aStoreThatIsAwayMeansNoCacheAndNoFailedCall() {
        model.answers("news");
        store.goAway();
        ask("acme");
        assertThat(ask("acme").usage().fromCache()).isFalse();
    }

    @Test
    void ofEqualCallsAtTheSameTimeOneIsMade() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        model.does(request -> {
            awaitIt(answer);
            return new ModelResponse(
                    new Message.Assistant("news", List.of()), new TokenUsage(10, 5));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ModelAnswer>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(threads.submit(() -> ask("acme")));
            }
            await().until(() -> model.requests().size() == 1);
            answer.countDown();
            int paid = 0;
            for (Future<ModelAnswer> one : asked) {
                paid += one.get().usage().fromCache() ? 0 : 1;
            }
            assertThat(paid).isEqualTo(1);
        }
        assertThat(model.requests()).hasSize(1);
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailedCallFailsNobodyElse() {
        model.does(
                        request -> {
                            throw new ModelCallException(ModelFailure.INVALID_REQUEST, "main: no");
                        })
                .answers("news");
        assertThatThrownBy(() -> ask("acme")).isInstanceOf(FleetException.class);
        assertThat(ask("acme").response().message().text()).isEqualTo("news");
    }
}
