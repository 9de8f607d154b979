/** The agent that computes figures from tables: its card, its prompt, the tools it works with. */
@NullMarked
package io.agentfleet.analysis;

import org.jspecify.annotations.NullMarked;
