package io.agentfleet.executor.rpc;

import io.agentfleet.executor.sandbox.PausingTool;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tools of this executor: every bean that is a {@link Tool}, each name once. */
@Singleton
public final class InstalledTools {

    private final Map<String, Tool> tools;

    public InstalledTools(@All List<Tool> tools) {
        this.tools =
                tools.stream()
                        .map(PausingTool::around)
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
