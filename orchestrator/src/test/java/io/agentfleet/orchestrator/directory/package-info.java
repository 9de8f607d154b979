/** Tests of the package {@code directory}. */
@NullMarked
package io.agentfleet.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
