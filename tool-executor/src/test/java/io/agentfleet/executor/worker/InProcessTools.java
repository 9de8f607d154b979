package io.agentfleet.executor.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.executor.source.DataSource;
import io.agentfleet.executor.source.DataSources;
import io.agentfleet.executor.source.SourceCatalog;
import io.agentfleet.executor.source.SourceFile;
import io.agentfleet.executor.source.SourceFiles;
import io.agentfleet.executor.source.SourceProblem;
import io.agentfleet.executor.tables.TableNames;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What workers do, done in the test's own process: a process for each test's data would take
 * seconds. That workers hold is proven by the tests of {@code pool} and {@code hostile}.
 */
public final class InProcessTools {

    private static final WorkerLimits LIMITS = new WorkerLimits(256, 384, 2, 10_000, 32, 20_000);

    private final DataSources sources;
    private final OutputFolder output;

    private InProcessTools(DataSources sources, OutputFolder output) {
        this.sources = sources;
        this.output = output;
    }

    /** All tools that run in workers. Each call loads its source anew. */
    public static List<Tool> of(DataSources sources, OutputFolder output) {
        InProcessTools tools = new InProcessTools(sources, output);
        return Stream.of(WorkerTool.values()).<Tool>map(tool -> tools.new InProcess(tool)).toList();
    }

    private final class InProcess implements Tool {

        private final WorkerTool tool;

        InProcess(WorkerTool tool) {
            this.tool = tool;
        }

        @Override
        public ToolDescriptor definition() {
            return tool.definition();
        }

        @Override
        public ToolResult run(JsonNode arguments, ToolContext context) {
            String readable =
                    tool.source().map(kind -> load(context.dataSource(), kind)).orElse("");
            Worker worker = new Worker(new WorkerRequest.Bind(readable, ""), LIMITS);
            WorkerAnswer answer =
                    worker.answer(
                            new WorkerRequest.Call(
                                    tool, arguments, readable, context.timeLimit().toMillis()));
            if (answer instanceof WorkerAnswer.Refused(var code, String message)) {
                throw new FleetException(code, message);
            }
            ComputedResult result = ((WorkerAnswer.Computed) answer).result();
            ComputedResult.NewFile file = result.file();
            return file == null
                    ? ToolResult.of(result.content())
                    : new ToolResult(
                            result.content(),
                            List.of(output.write(context, file.path(), file.content())));
        }
    }

    private String load(String name, SourceKind kind) {
        try {
            DataSource source = sources.find(name);
            List<SourceFile> files =
                    SourceFiles.of(source).stream()
                            .filter(file -> kind.holds(file.extension()))
                            .toList();
            Path target = Files.createTempDirectory("in-process-");
            Worker worker = new Worker(new WorkerRequest.Bind("", target.toString()), LIMITS);
            List<JsonNode> entries = new ArrayList<>();
            List<SourceProblem> problems = new ArrayList<>();
            Map<SourceFile, String> names = TableNames.of(files);
            for (SourceFile file : files) {
                WorkerAnswer.Loaded loaded =
                        (WorkerAnswer.Loaded)
                                worker.answer(
                                        new WorkerRequest.LoadFile(
                                                kind,
                                                file.name(),
                                                file.path().toString(),
                                                file.size(),
                                                names.getOrDefault(file, file.baseName())));
                if (loaded.file().entry() != null) {
                    entries.add(loaded.file().entry());
                }
                problems.addAll(loaded.file().problems());
            }
            worker.answer(new WorkerRequest.Finish(kind));
            new SourceCatalog(entries, problems).write(target);
            return target.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
