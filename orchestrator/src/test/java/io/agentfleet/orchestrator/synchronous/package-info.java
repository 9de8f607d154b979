/** Tests of the package {@code synchronous}. */
@NullMarked
package io.agentfleet.orchestrator.synchronous;

import org.jspecify.annotations.NullMarked;
