/** The agent that writes the report: its card, its prompt, the tools it works with. */
@NullMarked
package io.agentfleet.writer;

import org.jspecify.annotations.NullMarked;
