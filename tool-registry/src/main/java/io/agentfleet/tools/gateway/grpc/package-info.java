/** Calls to tool endpoints over gRPC. */
@NullMarked
package io.agentfleet.tools.gateway.grpc;

import org.jspecify.annotations.NullMarked;
