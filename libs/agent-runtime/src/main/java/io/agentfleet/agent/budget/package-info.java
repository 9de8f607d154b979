/**
 * What tasks, sessions and tenants may spend on models, over all processes. Pure but for its
 * adapters.
 */
@NullMarked
package io.agentfleet.agent.budget;

import org.jspecify.annotations.NullMarked;
