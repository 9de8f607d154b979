/** The loop: plan, act, observe. Pure. */
@NullMarked
package io.agentfleet.agent.run;

import org.jspecify.annotations.NullMarked;
