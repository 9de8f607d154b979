package io.agentfleet.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.GatewayEvent;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.run.ToolCall;
import io.agentfleet.taskmodel.task.Task;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.agentfleet.telemetry.trace.OpenSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentSpansTest {

    private final RecordedSpans recorded = new RecordedSpans();
    private final OpenTelemetry telemetry =
            OpenTelemetrySdk.builder()
                    .setTracerProvider(
                            SdkTracerProvider.builder()
                                    .setIdGenerator(new ChosenSpanId())
                                    .addSpanProcessor(SimpleSpanProcessor.create(recorded))
                                    .build())
                    .build();
    private final AgentSpans tracing = new AgentSpans(telemetry);
    private final MessagingSpans messaging = new MessagingSpans(telemetry);
    private final Task task = SampleTasks.task("t1", "s1", "What is secret?");

    private static final class RecordedSpans implements SpanExporter {

        final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        SpanData named(String name) {
            return spans.stream().filter(s -> s.getName().equals(name)).findFirst().orElseThrow();
        }
    }

    private void ask() {
        ScriptedLanguageModel model = new ScriptedLanguageModel().answers("a secret answer");
        ModelRequest request =
                new ModelRequest(
                        task.agent(),
                        List.of(new Message.User("What is secret?")),
                        List.of(),
                        Optional.empty(),
                        100);
        assertThat(tracing.around(model).complete(request).message().text())
                .isEqualTo("a secret answer");
    }

    @Test
    void aCallSaysItsRouteAndWhatItsProviderReports() {
        ScriptedLanguageModel model =
                new ScriptedLanguageModel()
                        .does(request ->
                                new ModelResponse(
                                        new Message.Assistant("x", List.of()),
                                        new TokenUsage(100, 20, 60, 5),
                                        "gpt-5-mini-2026-08-07",
                                        false));
        ModelRequest request =
                new ModelRequest(
                        task.agent(),
                        List.of(new Message.User("x")),
                        List.of(),
                        Optional.empty(),
                        9);
        ScopedValue.where(Route.CURRENT, new Route("mini", "light: rule 1, 'short'"))
                .run(() -> assertThat(tracing.around(model).complete(request)).isNotNull());
        SpanData chat = recorded.named("chat fake-1");
        assertThat(attribute(chat, "agentfleet.model.route")).isEqualTo("light: rule 1, 'short'");
        assertThat(attribute(chat, "gen_ai.response.model")).isEqualTo("gpt-5-mini-2026-08-07");
        assertThat(number(chat, "gen_ai.usage.cache_read.input_tokens")).isEqualTo(60);
        assertThat(number(chat, "gen_ai.usage.reasoning.output_tokens")).isEqualTo(5);
    }

    @Test
    void anAnswerFromTheCacheIsASpanWithoutTokens() {
        ModelRequest request =
                new ModelRequest(
                        task.agent(),
                        List.of(new Message.User("x")),
                        List.of(),
                        Optional.empty(),
                        9);
        ModelUsage usage =
                new ModelUsage(
                        "openai/mini", "mini-1", "light", true, new TokenUsage(9, 9), Money.NONE);
        tracing.happened(
                new GatewayEvent.FoundInCache(
                        request, new ModelId("openai", "mini"), usage, Money.NONE, Duration.ZERO));
        SpanData chat = recorded.named("chat mini");
        assertThat(chat.getAttributes().get(AttributeKey.booleanKey("agentfleet.model.cache_hit")))
                .isTrue();
        assertThat(number(chat, "gen_ai.usage.input_tokens")).isNull();
    }

    private static @Nullable Long number(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.longKey(name));
    }

    private void call() {
        FakeToolGateway tools = new FakeToolGateway().with("find", "a secret result");
        ToolInvocation invocation =
                new ToolInvocation(
                        new ToolCall("c1", "find", "{\"secret\":1}"),
                        task.tenant(),
                        task.session(),
                        task.id(),
                        task.rootId(),
                        task.agent(),
                        0,
                        1,
                        "",
                        "");
        tracing.around(tools).invoke(invocation);
    }

    @Test
    void aRunItsModelCallsAndItsToolsAreOneTraceInTheWordsOfTheConventions() {
        try (RunSpan run = tracing.invokeAgent(task)) {
            ask();
            call();
            run.ended(result(new RunOutcome.Completed("a secret answer")));
        }
        SpanData run = recorded.named("invoke_agent search");
        assertThat(attribute(run, "gen_ai.operation.name")).isEqualTo("invoke_agent");
        assertThat(attribute(run, "gen_ai.conversation.id")).isEqualTo("s1");
        assertThat(run.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(3);
        assertThat(recorded.spans)
                .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                .singleElement()
                .satisfies(chat -> {
                    assertThat(attribute(chat, "gen_ai.operation.name")).isEqualTo("chat");
                    assertThat(chat.getParentSpanId()).isEqualTo(run.getSpanId());
                });
        SpanData tool = recorded.named("execute_tool find");
        assertThat(attribute(tool, "gen_ai.tool.name")).isEqualTo("find");
        assertThat(tool.getParentSpanId()).isEqualTo(run.getSpanId());
    }

    @Test
    void noPromptArgumentOrAnswerIsInASpan() {
        try (RunSpan _ = tracing.invokeAgent(task)) {
            ask();
            call();
        }
        assertThat(recorded.spans).hasSize(3).noneMatch(span -> span.toString().contains("secret"));
    }

    @Test
    void aRunThatFailedSaysWithWhichCode() {
        try (RunSpan run = tracing.invokeAgent(task)) {
            run.ended(result(new RunOutcome.Failed(ErrorCode.LOOP_DETECTED, "round and round")));
        }
        SpanData run = recorded.named("invoke_agent search");
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(run, "error.type")).isEqualTo(ErrorCode.LOOP_DETECTED.wire());
    }

    @Test
    void anInterruptedRunIsRecordedByTheOneThatContinuesIt() {
        String mark;
        String lost;
        try (RunSpan killed = tracing.invokeAgent(task)) {
            mark = killed.mark();
            lost = killed.span().getSpanContext().getSpanId();
        }
        recorded.spans.clear(); // as if its process had died before it told anything
        try (RunSpan next = tracing.invokeAgent(task)) {
            tracing.goesOn(task, mark, true, next);
        }
        assertThat(recorded.spans).hasSize(2);
        SpanData brokenOff = recorded.spans.getFirst();
        assertThat(brokenOff.getSpanId()).isEqualTo(lost);
        assertThat(attribute(brokenOff, "error.type")).isEqualTo("process_ended");
        assertThat(recorded.spans.getLast().getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(lost));
    }

    @Test
    void anEmptyMarkChangesNothing() {
        try (RunSpan run = tracing.invokeAgent(task)) {
            tracing.goesOn(task, "", true, run);
            tracing.goesOn(task, "nonsense", true, run);
        }
        assertThat(recorded.spans).singleElement().matches(span -> span.getLinks().isEmpty());
    }

    @Test
    void aReaderGoesOnWithItsSendersTrace() {
        Context sender;
        try (OpenSpan _ = messaging.send("agent.tasks.search", "s1")) {
            sender = Context.current();
        }
        try (OpenSpan _ = messaging.process("agent.tasks.search", "s1", sender)) {
            ask();
        }
        SpanData sent = recorded.named("send agent.tasks.search");
        SpanData processed = recorded.named("process agent.tasks.search");
        assertThat(processed.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(processed.getKind()).isEqualTo(SpanKind.CONSUMER);
    }

    @Test
    void withoutTracesThereIsNoMark() {
        try (RunSpan run = AgentSpans.OFF.invokeAgent(task)) {
            assertThat(run.mark()).isEmpty();
        }
    }

    private static RunResult result(RunOutcome outcome) {
        return new RunResult(
                outcome, List.of(), 1, new TokenUsage(3, 4), Money.NONE, 0, Duration.ZERO, false);
    }

    private static String attribute(SpanData span, String name) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
    }
}
