/** Tasks over gRPC. */
@NullMarked
package io.agentfleet.taskapi.grpc;

import org.jspecify.annotations.NullMarked;
