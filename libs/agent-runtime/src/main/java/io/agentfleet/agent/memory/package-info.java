/**
 * What an agent remembers of a session, and what of it a model gets to see. Pure; storage in {@code
 * redis}.
 */
@NullMarked
package io.agentfleet.agent.memory;

import org.jspecify.annotations.NullMarked;
