package io.agentfleet.executor.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import io.agentfleet.executor.sandbox.Sandbox;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ExecuteToolResponse;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.telemetry.LogKeys;
import io.agentfleet.telemetry.LogScope;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Carries out the calls that come in: finds the tool, runs it in the sandbox, measures. Blocks. */
@Singleton
final class ToolCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InstalledTools catalog;
    private final Sandbox sandbox;
    private final ExecutorMeters meters;

    ToolCalls(InstalledTools catalog, Sandbox sandbox, ExecutorMeters meters) {
        this.catalog = catalog;
        this.sandbox = sandbox;
        this.meters = meters;
    }

    ExecuteToolResponse execute(ExecuteToolRequest request) {
        try (LogScope _ = logs(request)) {
            return measured(request);
        }
    }

    private static LogScope logs(ExecuteToolRequest request) {
        return LogScope.open()
                .with(LogKeys.SESSION, request.getContext().getSessionId())
                .with(LogKeys.ROOT_TASK, request.getContext().getRootTaskId())
                .with(LogKeys.TASK, request.getContext().getTaskId())
                .with(LogKeys.AGENT, request.getContext().getAgent())
                .with(LogKeys.TOOL, request.getTool())
                .with(Span.current().getSpanContext());
    }

    private ExecuteToolResponse measured(ExecuteToolRequest request) {
        long start = System.nanoTime();
        Optional<Tool> tool = catalog.find(request.getTool());
        ExecutionOutcome outcome =
                tool.isEmpty() ? unknown(request.getTool()) : run(tool.get(), request);
        ExecuteToolResponse response = ToolEndpointMessages.response(outcome);
        meters.called(
                tool.map(found -> found.definition().name()).orElse("other"),
                response.getOutcome(),
                response.getErrorCode(),
                Duration.ofNanos(System.nanoTime() - start));
        return response;
    }

    private ExecutionOutcome run(Tool tool, ExecuteToolRequest request) {
        Optional<JsonNode> arguments = parse(request.getArguments());
        if (arguments.isEmpty()) {
            return new ExecutionOutcome.Rejected(
                    ErrorCode.INVALID_TOOL_ARGUMENTS,
                    "the arguments of %s are not a JSON object: give one such as {\"name\": \"value\"}"
                            .formatted(request.getTool()));
        }
        Duration limit =
                request.getTimeoutMs() > 0
                        ? Duration.ofMillis(request.getTimeoutMs())
                        : tool.definition().timeLimit();
        String root = request.getContext().getRootTaskId();
        ToolContext context =
                new ToolContext(
                        root.isEmpty() ? request.getContext().getTaskId() : root,
                        request.getContext().getDataSource(),
                        limit,
                        ToolEndpointMessages.origin(request.getContext()));
        return sandbox.run(tool, arguments.get(), context);
    }

    private static Optional<JsonNode> parse(String arguments) {
        try {
            return Optional.of(JSON.readTree(arguments.isBlank() ? "{}" : arguments))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private ExecutionOutcome unknown(String name) {
        return new ExecutionOutcome.Rejected(
                ErrorCode.UNKNOWN_TOOL,
                "tool '%s' is not known to this executor: it has %s"
                        .formatted(
                                name,
                                catalog.definitions().stream()
                                        .map(d -> d.name())
                                        .sorted()
                                        .toList()));
    }
}
