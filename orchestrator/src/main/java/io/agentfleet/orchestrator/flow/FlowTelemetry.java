package io.agentfleet.orchestrator.flow;

import io.agentfleet.agent.trace.Tracing;

/** How the flow is told to those who operate it. */
public record FlowTelemetry(FlowMeters meters, Tracing tracing) {}
