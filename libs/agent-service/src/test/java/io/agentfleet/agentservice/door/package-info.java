/** REST and gRPC of a whole agent, tested. */
@NullMarked
package io.agentfleet.agentservice.door;

import org.jspecify.annotations.NullMarked;
