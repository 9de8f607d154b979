/** The one way of every model call: {@link ModelGateway} shows the order. Pure. */
@NullMarked
package io.agentfleet.agent.gateway;

import org.jspecify.annotations.NullMarked;
