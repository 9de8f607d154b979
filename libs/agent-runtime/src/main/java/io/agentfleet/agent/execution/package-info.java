/**
 * Everything around the loop: one owner per run, cancellation, deadline, kept and published result.
 */
@NullMarked
package io.agentfleet.agent.execution;

import org.jspecify.annotations.NullMarked;
