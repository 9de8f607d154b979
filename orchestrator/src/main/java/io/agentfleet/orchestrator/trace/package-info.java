/**
 * Spans that the fleet keeps itself, for a day and so many of each trace: services export to it as
 * to any OTLP collector, so that no collector is needed to see a trace.
 */
@NullMarked
package io.agentfleet.orchestrator.trace;

import org.jspecify.annotations.NullMarked;
