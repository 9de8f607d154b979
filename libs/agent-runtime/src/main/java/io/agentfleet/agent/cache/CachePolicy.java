package io.agentfleet.agent.cache;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.ContextWindow;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import java.time.Duration;
import java.util.Set;

/**
 * Which answers are kept, and for how long.
 *
 * @param ttl zero: none
 * @param liveTools names of tools whose results are true for a moment only
 */
public record CachePolicy(Duration ttl, Set<String> liveTools) {

    /** Nothing is kept. */
    public static final CachePolicy OFF = new CachePolicy(Duration.ZERO, Set.of());

    public CachePolicy {
        liveTools = Set.copyOf(liveTools);
    }

    /** True if answers are kept at all. */
    public boolean isOn() {
        return ttl.isPositive();
    }

    /**
     * True if the call's messages hold all that its answer depends on: every result of a tool is
     * there, and none of a live one.
     */
    public boolean covers(ModelRequest request) {
        return isOn()
                && !ContextWindow.isIncomplete(request.messages())
                && request.messages().stream().noneMatch(this::isLive);
    }

    private boolean isLive(Message message) {
        return message instanceof Message.ToolResult(_, String tool, _) && liveTools.contains(tool);
    }

    /** True if this answer may be given again. */
    public boolean keeps(ModelResponse response) {
        return !response.truncated();
    }
}
