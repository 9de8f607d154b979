package io.agentfleet.executor.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.PieStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a chart as the bytes of a PNG. */
final class ChartPainter {

    static final int WIDTH = 1000;
    static final int HEIGHT = 560;

    private static final int MOST_LABELS = 14;
    private static final int LONG_LABEL = 7;
    private static final Color INK = new Color(0x33, 0x3B, 0x45);
    private static final Color GRID = new Color(0xE3, 0xE7, 0xEC);
    private static final Color[] COLORS = {
        new Color(0x2F, 0x6D, 0xB5), new Color(0xE0, 0x7B, 0x39), new Color(0x3A, 0x9D, 0x6E),
        new Color(0xB8, 0x4A, 0x62), new Color(0x7A, 0x62, 0xB3), new Color(0x8A, 0x6D, 0x4B),
        new Color(0x2A, 0xA1, 0xB3), new Color(0xC9, 0xA2, 0x27), new Color(0x5B, 0x6B, 0x7B),
        new Color(0xD0, 0x6F, 0xA5), new Color(0x6F, 0x9B, 0x3C), new Color(0x44, 0x4F, 0x9E)
    };

    static {
        ImageIO.setUseCache(false); // or each picture goes through a file
    }

    private final Font font = ChartFont.load();

    byte[] paint(ChartRequest request) throws IOException {
        Chart<?, ?> chart =
                switch (request.kind()) {
                    case PIE -> pie(request);
                    case LINE -> axes(request, CategorySeriesRenderStyle.Line);
                    case BAR -> axes(request, CategorySeriesRenderStyle.Bar);
                };
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    }

    private CategoryChart axes(ChartRequest request, CategorySeriesRenderStyle style) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(request.labels().title())
                        .xAxisTitle(request.labels().x())
                        .yAxisTitle(request.labels().y())
                        .build();
        CategoryStyler styler = chart.getStyler();
        dress(styler);
        styler.setDefaultSeriesRenderStyle(style);
        styler.setLegendVisible(request.series().size() > 1);
        styler.setAxisTitleFont(font.deriveFont(13f));
        styler.setAxisTickLabelsFont(font.deriveFont(12f));
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setXAxisMaxLabelCount(MOST_LABELS);
        styler.setXAxisLabelRotation(turned(request) ? 45 : 0);
        styler.setYAxisDecimalPattern("#,##0.##");
        styler.setAvailableSpaceFill(0.75);
        for (ChartRequest.Series series : request.series()) {
            chart.addSeries(series.name(), request.categories(), series.values());
        }
        return chart;
    }

    private static boolean turned(ChartRequest request) {
        int longest = request.categories().stream().mapToInt(String::length).max().orElse(0);
        return request.categories().size() > MOST_LABELS / 2 && longest > LONG_LABEL;
    }

    private PieChart pie(ChartRequest request) {
        PieChart chart =
                new PieChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(request.labels().title())
                        .build();
        PieStyler styler = chart.getStyler();
        dress(styler);
        styler.setLabelType(PieStyler.LabelType.NameAndPercentage);
        styler.setLabelsFont(font.deriveFont(13f));
        styler.setLabelsDistance(1.12);
        styler.setLabelsFontColorAutomaticEnabled(false);
        styler.setLabelsFontColor(INK);
        styler.setForceAllLabelsVisible(request.categories().size() <= COLORS.length);
        styler.setPlotContentSize(0.72);
        for (int i = 0; i < request.categories().size(); i++) {
            double value = request.series().getFirst().values().get(i);
            if (value > 0) {
                chart.addSeries(request.categories().get(i), value);
            }
        }
        return chart;
    }

    private void dress(Styler styler) {
        styler.setBaseFont(font.deriveFont(13f));
        styler.setChartTitleFont(font.deriveFont(18f));
        styler.setLegendFont(font.deriveFont(13f));
        styler.setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(INK);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setSeriesColors(COLORS);
        styler.setSeriesMarkers(new Marker[] {SeriesMarkers.CIRCLE});
        styler.setMarkerSize(5);
        styler.setChartPadding(16);
    }
}
