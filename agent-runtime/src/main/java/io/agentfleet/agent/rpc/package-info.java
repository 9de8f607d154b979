/** The gRPC door: AgentService. */
@NullMarked
package io.agentfleet.agent.rpc;

import org.jspecify.annotations.NullMarked;
