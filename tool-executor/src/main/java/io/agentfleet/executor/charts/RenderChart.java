package io.agentfleet.executor.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentfleet.executor.sandbox.OutputFolder;
import io.agentfleet.executor.sandbox.ProducedFile;
import io.agentfleet.executor.sandbox.Tool;
import io.agentfleet.executor.sandbox.ToolContext;
import io.agentfleet.executor.sandbox.ToolDescriptor;
import io.agentfleet.executor.sandbox.ToolResult;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code render_chart}: a PNG in the task's output folder. Needs no display. */
@Singleton
public final class RenderChart implements Tool {

    private static final Logger LOG = LoggerFactory.getLogger(RenderChart.class);
    private static final ToolDescriptor DEFINITION =
            ToolDescriptor.of(RenderChart.class, "render_chart");

    static {
        System.setProperty("java.awt.headless", "true");
    }

    /** Loaded with its font when the first chart is drawn. */
    private static final class Painter {
        static final ChartPainter ONLY = new ChartPainter();
    }

    private final OutputFolder folder;

    public RenderChart(OutputFolder folder) {
        this.folder = folder;
    }

    @Override
    public ToolDescriptor definition() {
        return DEFINITION;
    }

    @Override
    public ToolResult run(JsonNode arguments, ToolContext context) {
        ChartRequest request = ChartRequest.of(arguments);
        ProducedFile file = folder.write(context, request.file(), draw(request));
        return new ToolResult(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file.name())
                        .put("width", ChartPainter.WIDTH)
                        .put("height", ChartPainter.HEIGHT),
                List.of(file));
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
