/**
 * The OpenTelemetry spans of the fleet. Names and attributes stand in {@link
 * io.agentfleet.agent.trace.SpanConventions} alone; nothing else here decides anything.
 */
@NullMarked
package io.agentfleet.agent.trace;

import org.jspecify.annotations.NullMarked;
