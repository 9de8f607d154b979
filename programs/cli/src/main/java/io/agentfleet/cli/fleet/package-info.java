/** The supervisor: starts, watches, restarts, scales and stops the processes. */
@NullMarked
package io.agentfleet.cli.fleet;

import org.jspecify.annotations.NullMarked;
