package io.agentfleet.agent.task;

import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.trace.AgentSpans;

/** How runs are told to those who operate them. */
public record RunTelemetry(AgentMeters meters, AgentSpans tracing) {}
