package io.agentfleet.executor.rpc;

import io.agentfleet.executor.files.WriteFile;
import io.agentfleet.executor.pool.Workers;
import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.source.DataSources;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tools of this executor, each name once: the one that writes, those that run in workers, and
 * those of a drill.
 */
@Singleton
public final class InstalledTools {

    private final Map<String, Tool> tools;

    public InstalledTools(ExecutorDrill drill, ExecutorConfig config, Workers workers) {
        OutputFolder output = new OutputFolder(config.outputDir());
        DataSources sources = new DataSources(config.dataSourcesFile());
        this.tools =
                Stream.of(
                                List.of(new WriteFile(output)),
                                workers.tools(sources, output),
                                drill.tools(config.outputDir()))
                        .flatMap(List::stream)
                        .map(drill::around)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        tool -> tool.definition().name(), Function.identity()));
    }

    Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    List<ToolDescriptor> definitions() {
        return tools.values().stream().map(Tool::definition).toList();
    }
}
