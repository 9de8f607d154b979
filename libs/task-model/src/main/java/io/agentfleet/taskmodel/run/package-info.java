/**
 * How an agent carries a task out: steps, tool calls with their outcomes, tokens, and how the run
 * ended.
 */
@NullMarked
package io.agentfleet.taskmodel.run;

import org.jspecify.annotations.NullMarked;
