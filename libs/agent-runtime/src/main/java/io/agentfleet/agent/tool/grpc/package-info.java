/** Tools through the registry, over gRPC. */
@NullMarked
package io.agentfleet.agent.tool.grpc;

import org.jspecify.annotations.NullMarked;
