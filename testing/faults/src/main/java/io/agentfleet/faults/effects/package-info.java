/** The tool's own log of executions: which effects really happened. */
@NullMarked
package io.agentfleet.faults.effects;

import org.jspecify.annotations.NullMarked;
