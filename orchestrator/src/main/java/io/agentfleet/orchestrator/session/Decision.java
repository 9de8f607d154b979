package io.agentfleet.orchestrator.session;

import java.util.List;

/**
 * What the machine decided.
 *
 * @param session the state from now on; equal to the old one if the event changed nothing
 * @param effects what must be done, in order
 */
public record Decision(Session session, List<Effect> effects) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
