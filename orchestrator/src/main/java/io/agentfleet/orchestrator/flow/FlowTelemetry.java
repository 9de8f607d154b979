package io.agentfleet.orchestrator.flow;

import io.agentfleet.telemetry.trace.MessagingSpans;

/** How the flow is told to those who operate it. */
public record FlowTelemetry(FlowMeters meters, MessagingSpans tracing) {}
