package io.agentfleet.failpoints.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;

/** A tool that writes, after whose effect the executor can be held before anybody learns of it. */
final class FailpointTool implements Tool {

    private final Tool real;
    private final Failpoints points;

    FailpointTool(Tool real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public ToolDescriptor definition() {
        return real.definition();
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        ToolResult answer = real.run(arguments, context);
        points.reached(Failpoint.EFFECT_WRITTEN);
        return answer;
    }
}
