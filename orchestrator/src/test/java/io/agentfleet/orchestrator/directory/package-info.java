/** Tests of the room {@code directory}. */
@NullMarked
package io.agentfleet.orchestrator.directory;

import org.jspecify.annotations.NullMarked;
