/** The synchronous execution: the same machine, agents called over gRPC while the caller waits. */
@NullMarked
package io.agentfleet.orchestrator.direct;

import org.jspecify.annotations.NullMarked;
