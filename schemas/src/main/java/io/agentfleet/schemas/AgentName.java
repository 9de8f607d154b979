package io.agentfleet.schemas;

/**
 * Names an agent: {@code search}, {@code analysis}, {@code writer}, {@code planner}, {@code
 * orchestrator}.
 *
 * @param value 1 to 128 letters, digits, '.', '_' or '-'
 */
public record AgentName(String value) {

    /** The entry to the whole fleet: plans, and sends the nodes of a task to other agents. */
    public static final AgentName ORCHESTRATOR = new AgentName("orchestrator");

    /** Makes plans; hosted by the orchestrator. */
    public static final AgentName PLANNER = new AgentName("planner");

    public AgentName {
        Identifier.require("agent", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
