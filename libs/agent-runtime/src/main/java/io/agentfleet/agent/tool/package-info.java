/** The port to tools. Pure; the gRPC adapter lives in {@code grpc}. */
@NullMarked
package io.agentfleet.agent.tool;

import org.jspecify.annotations.NullMarked;
