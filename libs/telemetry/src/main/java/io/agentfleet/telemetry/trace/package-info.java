/** Spans that every service opens. */
@NullMarked
package io.agentfleet.telemetry.trace;

import org.jspecify.annotations.NullMarked;
