/**
 * The one way of every model call: budget, call, retry. Pure but for its adapters in sub-packages.
 */
@NullMarked
package io.agentfleet.agent.gateway;

import org.jspecify.annotations.NullMarked;
