/**
 * Who owns a run, what it has already paid for, and its kept result, so that a crashed one goes on
 * where it stood and none runs twice. Pure; storage in {@code redis}.
 */
@NullMarked
package io.agentfleet.agent.journal;

import org.jspecify.annotations.NullMarked;
