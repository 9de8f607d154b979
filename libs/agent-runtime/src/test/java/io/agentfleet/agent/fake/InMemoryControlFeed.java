package io.agentfleet.agent.fake;

import io.agentfleet.agent.listener.ControlFeed;
import io.agentfleet.schemas.event.AgentControlEvent;
import java.util.function.Consumer;

/** Orders that the test gives; none were given before. */
public final class InMemoryControlFeed implements ControlFeed {

    private Consumer<AgentControlEvent> orders = order -> {};

    @Override
    public void follow(Consumer<AgentControlEvent> orders, Runnable known) {
        this.orders = orders;
        known.run();
    }

    /** Gives an order. */
    public void give(AgentControlEvent order) {
        orders.accept(order);
    }
}
