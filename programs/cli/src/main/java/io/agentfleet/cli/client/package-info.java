/** A client of the orchestrator's REST API. */
@NullMarked
package io.agentfleet.cli.client;

import org.jspecify.annotations.NullMarked;
