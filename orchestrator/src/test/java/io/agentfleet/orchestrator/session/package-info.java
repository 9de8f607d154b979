/** Tests of the room {@code session}. */
@NullMarked
package io.agentfleet.orchestrator.session;

import org.jspecify.annotations.NullMarked;
