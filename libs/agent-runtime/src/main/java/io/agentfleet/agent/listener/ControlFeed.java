package io.agentfleet.agent.listener;

import io.agentfleet.schemas.event.AgentControlEvent;
import java.util.function.Consumer;

/** Where orders about running tasks come from. */
public interface ControlFeed {

    /**
     * Starts to read: first the orders of the last day, then each new one, on one thread of its
     * own. An order may come more than once.
     *
     * @param known called once all earlier cancel requests were delivered
     */
    void follow(Consumer<AgentControlEvent> orders, Runnable known);
}
