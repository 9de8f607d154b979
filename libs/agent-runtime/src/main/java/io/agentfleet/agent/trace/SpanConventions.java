package io.agentfleet.agent.trace;

import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.TokenUsage;
import io.agentfleet.taskmodel.task.Task;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;

/**
 * Names, kinds and attributes of an agent's spans: the one place that knows OpenTelemetry's
 * semantic conventions for generative AI. Never a prompt, an argument or an answer.
 */
public final class SpanConventions {

    /** The user's task that a span serves: what {@code ./fleet trace} looks for. */
    public static final AttributeKey<String> ROOT_TASK =
            AttributeKey.stringKey("agentfleet.root_task.id");

    private static final AttributeKey<String> TASK = AttributeKey.stringKey("agentfleet.task.id");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("agentfleet.attempt");
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> CONVERSATION =
            AttributeKey.stringKey("gen_ai.conversation.id");
    private static final AttributeKey<String> PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> MOST_TOKENS =
            AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<Long> INPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<Long> CACHED_TOKENS =
            AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    private static final AttributeKey<Long> REASONING_TOKENS =
            AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");
    private static final AttributeKey<String> SERVED_BY =
            AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> ROUTE =
            AttributeKey.stringKey("agentfleet.model.route");
    private static final AttributeKey<Boolean> CACHE_HIT =
            AttributeKey.booleanKey("agentfleet.model.cache_hit");
    private static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> TOOL_CALL =
            AttributeKey.stringKey("gen_ai.tool.call.id");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private SpanConventions() {}

    static SpanBuilder invokeAgent(Tracer tracer, Task task) {
        return tracer.spanBuilder("invoke_agent " + task.agent())
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(OPERATION, "invoke_agent")
                .setAttribute(AGENT, task.agent().value())
                .setAttribute(CONVERSATION, task.session().value())
                .setAttribute(TASK, task.id().value())
                .setAttribute(ROOT_TASK, task.rootId().value())
                .setAttribute(ATTEMPT, (long) task.attempt());
    }

    static SpanBuilder chat(
            Tracer tracer, ModelId model, ModelRequest request, Optional<String> route) {
        SpanBuilder span = tracer.spanBuilder("chat " + model.model());
        route.ifPresent(why -> span.setAttribute(ROUTE, why));
        return span.setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, model.provider())
                .setAttribute(MODEL, model.model())
                .setAttribute(MOST_TOKENS, (long) request.maxOutputTokens())
                .setAttribute(AGENT, request.agent().value());
    }

    static SpanBuilder executeTool(Tracer tracer, ToolInvocation invocation) {
        return tracer.spanBuilder("execute_tool " + invocation.call().tool())
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(OPERATION, "execute_tool")
                .setAttribute(TOOL, invocation.call().tool())
                .setAttribute(TOOL_CALL, invocation.call().id())
                .setAttribute(AGENT, invocation.agent().value())
                .setAttribute(ROOT_TASK, invocation.rootTask().value());
    }

    static void used(Span span, int inputTokens, int outputTokens) {
        span.setAttribute(INPUT_TOKENS, inputTokens);
        span.setAttribute(OUTPUT_TOKENS, outputTokens);
    }

    /** Reasoning and what the provider had read before are parts of output and input. */
    static void answered(Span span, ModelResponse response) {
        TokenUsage usage = response.usage();
        used(span, usage.input(), usage.output());
        span.setAttribute(CACHED_TOKENS, usage.cachedInput());
        span.setAttribute(REASONING_TOKENS, usage.reasoning());
        if (!response.servedBy().isEmpty()) {
            span.setAttribute(SERVED_BY, response.servedBy());
        }
    }

    /** The answer came from the fleet's cache: no token was used. */
    static void foundInCache(Span span, ModelUsage usage) {
        span.setAttribute(CACHE_HIT, true);
        if (!usage.servedBy().isEmpty()) {
            span.setAttribute(SERVED_BY, usage.servedBy());
        }
    }

    static void failed(Span span, ErrorCode code) {
        failed(span, code.wire());
    }

    static void failed(Span span, String type) {
        span.setAttribute(ERROR, type);
        span.setStatus(StatusCode.ERROR);
    }
}
