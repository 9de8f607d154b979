/** Tests of the room {@code direct}. */
@NullMarked
package io.agentfleet.orchestrator.direct;

import org.jspecify.annotations.NullMarked;
