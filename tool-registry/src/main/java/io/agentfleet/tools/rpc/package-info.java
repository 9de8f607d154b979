/** The gRPC API for agents and tools. */
@NullMarked
package io.agentfleet.tools.rpc;

import org.jspecify.annotations.NullMarked;
