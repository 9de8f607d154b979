/** The agent that makes plans: a run like any other, without tools. */
@NullMarked
package io.agentfleet.orchestrator.planner;

import org.jspecify.annotations.NullMarked;
