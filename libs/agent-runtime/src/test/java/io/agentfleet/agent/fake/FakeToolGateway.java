package io.agentfleet.agent.fake;

import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.ToolInvocation;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.ToolOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Tools that are functions in the test. Remembers the calls it got. */
public final class FakeToolGateway implements ToolGateway {

    private final Map<String, Function<ToolInvocation, ToolOutcome>> tools =
            new ConcurrentSkipListMap<>();
    private final List<ToolInvocation> invocations = new ArrayList<>();

    /** A tool that always answers the same. */
    public FakeToolGateway with(String tool, String content) {
        return with(tool, call -> new ToolOutcome.Succeeded(content, List.of()));
    }

    /** A tool that does this. */
    public FakeToolGateway with(String tool, Function<ToolInvocation, ToolOutcome> work) {
        tools.put(tool, work);
        return this;
    }

    /** No tool any more. */
    public FakeToolGateway withNone() {
        tools.clear();
        return this;
    }

    /** The calls it got, in order of arrival. */
    public synchronized List<ToolInvocation> invocations() {
        return List.copyOf(invocations);
    }

    @Override
    public List<ToolSpecification> toolsFor(AgentName agent, String tenant, Set<String> wanted) {
        return tools.keySet().stream()
                .filter(wanted::contains)
                .map(name ->
                        new ToolSpecification(
                                name, "1.0.0", "fake " + name, "{\"type\":\"object\"}"))
                .toList();
    }

    @Override
    public ToolOutcome invoke(ToolInvocation invocation) {
        synchronized (this) {
            invocations.add(invocation);
        }
        Function<ToolInvocation, ToolOutcome> tool = tools.get(invocation.call().tool());
        return tool == null
                ? new ToolOutcome.Rejected(ErrorCode.UNKNOWN_TOOL, "no such tool")
                : tool.apply(invocation);
    }
}
