/** Tests of the room {@code view}. */
@NullMarked
package io.agentfleet.orchestrator.view;

import org.jspecify.annotations.NullMarked;
