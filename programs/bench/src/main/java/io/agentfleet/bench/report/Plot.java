package io.agentfleet.bench.report;

import io.agentfleet.bench.measure.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Throughput and latency of the closed loops, fleet beside floor, as one picture. */
public final class Plot {

    private static final int WIDTH = 620;
    private static final int HEIGHT = 420;

    /** A logarithmic axis has no zero. */
    private static final double LEAST = 0.1;

    private Plot() {}

    /** Writes a PNG; nothing if no closed loop was measured. */
    public static void write(BenchReport report, Path file) {
        List<LoopFigures> closed = report.loops().stream().filter(l -> l.clients() > 0).toList();
        if (closed.isEmpty()) {
            return;
        }
        XYChart throughput = chart("Throughput", "tasks/s", closed, t -> t.perSecond());
        XYChart latency = chart("Median latency", "ms", closed, t -> t.p50Ms());
        try {
            BitmapEncoder.saveBitmap(
                    List.of(throughput, latency),
                    1,
                    2,
                    file.toAbsolutePath().toString(),
                    BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    private static XYChart chart(
            String title, String unit, List<LoopFigures> loops, ToDoubleFunction<Timing> figure) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle("clients")
                        .yAxisTitle(unit)
                        .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        for (String guarantee : loops.stream().map(LoopFigures::guarantee).distinct().toList()) {
            List<LoopFigures> of =
                    loops.stream().filter(l -> l.guarantee().equals(guarantee)).toList();
            List<Integer> clients = of.stream().map(LoopFigures::clients).toList();
            chart.addSeries("fleet " + guarantee, clients, values(of, LoopFigures::fleet, figure));
            chart.addSeries("floor " + guarantee, clients, values(of, LoopFigures::floor, figure));
        }
        return chart;
    }

    private static List<Double> values(
            List<LoopFigures> loops,
            Function<LoopFigures, Timing> side,
            ToDoubleFunction<Timing> figure) {
        return loops.stream()
                .map(side)
                .map(timing -> Math.max(LEAST, figure.applyAsDouble(timing)))
                .toList();
    }
}
