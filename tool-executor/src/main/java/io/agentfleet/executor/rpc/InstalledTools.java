package io.agentfleet.executor.rpc;

import io.agentfleet.executor.sandbox.ExecutorDrill;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tools of this executor: every bean that is a {@link Tool} and those of a drill, each name
 * once.
 */
@Singleton
public final class InstalledTools {

    private final Map<String, Tool> tools;

    public InstalledTools(@All List<Tool> tools, ExecutorDrill drill, ExecutorConfig config) {
        this.tools =
                Stream.concat(tools.stream(), drill.tools(config.outputDir()).stream())
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
