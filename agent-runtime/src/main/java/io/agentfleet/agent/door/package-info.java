/** What every door shares: how a submission becomes a task, and who takes it on. Pure. */
@NullMarked
package io.agentfleet.agent.door;

import org.jspecify.annotations.NullMarked;
