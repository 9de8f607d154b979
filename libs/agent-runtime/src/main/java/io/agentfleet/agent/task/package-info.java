/** From a record on the agent's topic to a result on the log: listener, lanes, runs, cancel. */
@NullMarked
package io.agentfleet.agent.task;

import org.jspecify.annotations.NullMarked;
