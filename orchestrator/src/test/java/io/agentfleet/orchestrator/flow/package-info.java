/** Tests of the package {@code flow}. */
@NullMarked
package io.agentfleet.orchestrator.flow;

import org.jspecify.annotations.NullMarked;
