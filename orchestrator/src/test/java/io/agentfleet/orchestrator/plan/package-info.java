/** Tests of the package {@code plan}. */
@NullMarked
package io.agentfleet.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
