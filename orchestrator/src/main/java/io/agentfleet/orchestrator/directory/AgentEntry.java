package io.agentfleet.orchestrator.directory;

import io.agentfleet.schemas.AgentName;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent as it announced itself.
 *
 * @param addresses {@code host:port} of its announced instances, the newest first
 */
public record AgentEntry(
        AgentName name, String version, String description, List<String> addresses) {

    private static final int MOST_ADDRESSES = 8;

    public AgentEntry {
        addresses = List.copyOf(addresses);
    }

    /** The newer announcement, with earlier addresses after its own. */
    AgentEntry after(AgentEntry older) {
        List<String> all = new ArrayList<>(addresses);
        older.addresses.stream().filter(a -> !all.contains(a)).forEach(all::add);
        return new AgentEntry(
                name, version, description, all.subList(0, Math.min(all.size(), MOST_ADDRESSES)));
    }
}
