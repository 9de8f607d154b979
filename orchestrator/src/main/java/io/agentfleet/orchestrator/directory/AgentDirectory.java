package io.agentfleet.orchestrator.directory;

import io.agentfleet.orchestrator.plan.KnownAgents;
import io.agentfleet.schemas.AgentName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The agents that announced themselves, without the planner and the orchestrator: no plan may name
 * those. Safe for many threads.
 *
 * <p>A plan is checked against the same announcements that its planner was shown, or later ones:
 * they are never withdrawn. Where the planner was another replica's that had heard more, {@link
 * #including} catches up before it answers.
 */
public final class AgentDirectory implements KnownAgents {

    private static final Set<AgentName> NOT_FOR_PLANS =
            Set.of(AgentName.PLANNER, AgentName.ORCHESTRATOR);

    private final Map<AgentName, AgentEntry> entries = new ConcurrentHashMap<>();
    private final Runnable catchUp;

    /**
     * @param catchUp returns when all announcements made before the call have been noted, or that
     *     took too long
     */
    public AgentDirectory(Runnable catchUp) {
        this.catchUp = catchUp;
    }

    /** Notes an announcement. */
    public void note(AgentEntry entry) {
        if (!NOT_FOR_PLANS.contains(entry.name())) {
            entries.merge(entry.name(), entry, (older, newer) -> newer.after(older));
        }
    }

    @Override
    public Set<AgentName> including(Set<AgentName> asked) {
        if (!entries.keySet().containsAll(asked)) {
            catchUp.run();
        }
        return Set.copyOf(entries.keySet());
    }

    public Optional<AgentEntry> find(AgentName name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** By name. */
    public List<AgentEntry> all() {
        return entries.values().stream()
                .sorted(Comparator.comparing(entry -> entry.name().value()))
                .toList();
    }

    /** The known names, for people. */
    public String names() {
        return all().stream().map(e -> e.name().value()).collect(Collectors.joining(", "));
    }
}
