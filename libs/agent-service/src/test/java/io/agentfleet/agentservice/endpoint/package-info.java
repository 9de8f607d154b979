/** REST and gRPC of a whole agent, tested. */
@NullMarked
package io.agentfleet.agentservice.endpoint;

import org.jspecify.annotations.NullMarked;
