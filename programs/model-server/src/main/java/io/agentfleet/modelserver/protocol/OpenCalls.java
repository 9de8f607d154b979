package io.agentfleet.modelserver.protocol;

import io.agentfleet.taskmodel.run.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tool calls of a conversation that have no result yet, while it is read. */
public final class OpenCalls {

    private final Map<String, String> tools = new LinkedHashMap<>();
    private int unnamed;

    /** The id of a call that has none of its own. */
    public String nextId() {
        return "call_" + ++unnamed;
    }

    /** The calls of one message wait from now on. */
    public void open(List<ToolCall> calls) {
        calls.forEach(call -> tools.put(call.id(), call.tool()));
    }

    /** The tool of the call, which waits no longer; empty if no such call waits. */
    public Optional<String> close(String id) {
        return Optional.ofNullable(tools.remove(id));
    }

    /** The id of the oldest waiting call of that tool, which waits no longer. */
    public Optional<String> closeOldest(String tool) {
        Optional<String> id =
                tools.entrySet().stream()
                        .filter(call -> call.getValue().equals(tool))
                        .map(Map.Entry::getKey)
                        .findFirst();
        id.ifPresent(tools::remove);
        return id;
    }

    /** Ids of the calls that wait. */
    public List<String> ids() {
        return List.copyOf(tools.keySet());
    }

    /** Nothing waits any longer. */
    public void clear() {
        tools.clear();
    }
}
