package io.agentfleet.orchestrator.machine;

import io.agentfleet.orchestrator.session.Session;
import java.util.List;

/**
 * What the machine decided.
 *
 * @param session the state from now on; equal to the old one if the event changed nothing
 * @param actions what must be done, in order
 */
public record Decision(Session session, List<Action> actions) {
    public Decision {
        actions = List.copyOf(actions);
    }
}
