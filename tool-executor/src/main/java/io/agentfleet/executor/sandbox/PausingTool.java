package io.agentfleet.executor.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.pause.Boundary;
import io.agentfleet.pause.PausePoints;

/** A tool that writes, after whose effect the executor can be held before it tells anybody. */
public final class PausingTool implements Tool {

    private final Tool real;
    private final PausePoints points;

    private PausingTool(Tool real, PausePoints points) {
        this.real = real;
        this.points = points;
    }

    /** This tool as it is, unless it writes and this process takes part in a rehearsal. */
    public static Tool around(Tool real) {
        return PausePoints.ofProcess()
                .filter(points -> real.definition().writes())
                .<Tool>map(points -> new PausingTool(real, points))
                .orElse(real);
    }

    @Override
    public ToolDescriptor definition() {
        return real.definition();
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) throws InterruptedException {
        ToolResult answer = real.run(arguments, context);
        points.reached(Boundary.EFFECT_WRITTEN);
        return answer;
    }
}
