/**
 * What the fleet counts and measures. Names and labels stand in {@link
 * io.agentfleet.agent.meter.AgentMeters} alone and are listed in {@code docs/metrics.md}.
 */
@NullMarked
package io.agentfleet.agent.meter;

import org.jspecify.annotations.NullMarked;
