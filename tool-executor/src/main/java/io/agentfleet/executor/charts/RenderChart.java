package io.agentfleet.executor.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.Computation;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code render_chart}: a PNG in the task's output folder. Needs no display. */
public final class RenderChart implements Computation {

    private static final Logger LOG = LoggerFactory.getLogger(RenderChart.class);

    static {
        System.setProperty("java.awt.headless", "true");
    }

    /** Loaded with its font when the first chart is drawn. */
    private static final class Painter {
        static final ChartPainter ONLY = new ChartPainter();
    }

    @Override
    public ComputedResult run(JsonNode arguments, Duration timeLimit) {
        ChartRequest request = ChartRequest.of(arguments);
        byte[] picture = draw(request);
        return new ComputedResult(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", request.file())
                        .put("width", ChartPainter.WIDTH)
                        .put("height", ChartPainter.HEIGHT),
                new ComputedResult.NewFile(request.file(), picture));
    }

    // A machine without fontconfig or freetype shows itself in errors of linking, not in
    // exceptions.
    private static byte[] draw(ChartRequest request) {
        try {
            return Painter.ONLY.paint(request);
        } catch (IOException | RuntimeException | LinkageError | InternalError unable) {
            LOG.warn("chart_not_drawn", unable);
            throw new FleetException(
                    ErrorCode.TOOL_FAILED,
                    "the chart could not be drawn on this machine (%s): go on without a chart; the operator may install fontconfig and freetype"
                            .formatted(unable.getClass().getSimpleName()),
                    unable);
        }
    }
}
