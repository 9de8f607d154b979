package io.agentfleet.executor.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.executor.worker.SourceKind;
import io.agentfleet.executor.worker.WorkerTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tool whose work is done in a worker. Here its source is loaded and its file is written. */
final class ComputedTool implements Tool {

    private final WorkerTool tool;
    private final ToolDescriptor definition;
    private final SourceLoads loads;
    private final WorkerPool pool;
    private final OutputFolder output;

    ComputedTool(WorkerTool tool, SourceLoads loads, WorkerPool pool, OutputFolder output) {
        this.tool = tool;
        this.definition = tool.definition();
        this.loads = loads;
        this.pool = pool;
        this.output = output;
    }

    @Override
    public ToolDescriptor definition() {
        return definition;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        long start = System.nanoTime();
        LoadedSource source = source(context);
        Duration left = context.timeLimit().minusNanos(System.nanoTime() - start);
        Path home = source == null ? loads.home(context.dataSource()) : source.home();
        WorkerPool.Binding binding = new WorkerPool.Binding(context.origin().tenant(), home);
        ComputedResult result = pool.compute(binding, source, tool, arguments, left);
        ComputedResult.NewFile file = result.file();
        return file == null
                ? ToolResult.of(result.content())
                : new ToolResult(
                        result.content(),
                        List.of(output.write(context, file.path(), file.content())));
    }

    private @Nullable LoadedSource source(ToolContext context) throws InterruptedException {
        SourceKind kind = tool.source().orElse(null);
        return kind == null ? null : loads.get(context.dataSource(), kind, context.timeLimit());
    }
}
