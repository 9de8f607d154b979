/** The service: executes calls, registers the tools, reports its health. */
@NullMarked
package io.agentfleet.executor.rpc;

import org.jspecify.annotations.NullMarked;
