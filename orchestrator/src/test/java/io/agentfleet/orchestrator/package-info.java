/** Tests of the orchestrator. */
@NullMarked
package io.agentfleet.orchestrator;

import org.jspecify.annotations.NullMarked;
