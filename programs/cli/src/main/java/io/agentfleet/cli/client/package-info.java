/** The orchestrator's REST door, seen from outside. */
@NullMarked
package io.agentfleet.cli.client;

import org.jspecify.annotations.NullMarked;
