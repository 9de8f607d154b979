/**
 * What a run has already paid for, so that a crashed one goes on where it stood. Pure; storage in
 * {@code redis}.
 */
@NullMarked
package io.agentfleet.agent.journal;

import org.jspecify.annotations.NullMarked;
