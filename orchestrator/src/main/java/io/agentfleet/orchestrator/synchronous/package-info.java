/** Plans executed while a caller waits: the same machine, agents called over gRPC. */
@NullMarked
package io.agentfleet.orchestrator.synchronous;

import org.jspecify.annotations.NullMarked;
