package io.agentfleet.executor.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.executor.ToolFixture;
import io.agentfleet.executor.sandbox.ExecutionOutcome;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderChartTest {

    @TempDir Path root;
    private ToolFixture bench;

    @BeforeEach
    void bench() {
        bench = new ToolFixture(root);
    }

    private static Map<String, Object> chart(
            String type, List<String> categories, @Nullable Object... values) {
        Map<String, Object> chart = new HashMap<>();
        chart.put("type", type);
        chart.put("title", "지역별 매출");
        chart.put("x_label", "지역");
        chart.put("y_label", "매출 (원)");
        chart.put("categories", categories);
        chart.put("series", List.of(Map.of("name", "매출", "values", Arrays.asList(values))));
        return chart;
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "bar", "pie"})
    void drawsAPngInTheFolderOfTheTask(String type) throws Exception {
        Map<String, Object> chart =
                chart(type, List.of("서울", "부산", "대전", "광주"), 4200000, 2500000, null, 1300000);

        ExecutionOutcome.Succeeded drawn =
                (ExecutionOutcome.Succeeded) bench.call("render_chart", chart);

        assertThat(drawn.answer().content().toString())
                .isEqualTo("{\"file\":\"chart.png\",\"width\":1000,\"height\":560}");
        assertThat(drawn.answer().files().getFirst().mediaType()).isEqualTo("image/png");
        BufferedImage image = ImageIO.read(bench.output().resolve("chart.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(
                        IntStream.range(0, 560 * 1000)
                                .map(i -> image.getRGB(i % 1000, i / 1000))
                                .distinct())
                .hasSizeGreaterThan(20);
    }

    @Test
    void theFontOfChartsHasKorean() {
        assertThat(ChartFont.load().canDisplayUpTo("최근 일주일 매출 ₩1,234 뷁 Umsatz")).isEqualTo(-1);
    }

    @Test
    void drawsManyDaysAndSeveralSeries() {
        List<String> days =
                IntStream.rangeClosed(1, 90).mapToObj(i -> "2026-08-%03d".formatted(i)).toList();
        List<Integer> values = IntStream.rangeClosed(1, 90).map(i -> i % 7 * 1000).boxed().toList();
        Map<String, Object> chart = chart("line", days, values.toArray());
        chart.put(
                "series",
                List.of(
                        Map.of("name", "서울", "values", values),
                        Map.of("name", "부산", "values", values.reversed())));
        chart.put("file", "charts/trend.png");

        assertThat(bench.result("render_chart", chart).path("file").asText())
                .isEqualTo("charts/trend.png");
    }

    @Test
    void saysWhatIsWrongWithTheRequest() {
        assertThat(bench.refusal("render_chart", chart("radar", List.of("a"), 1)))
                .startsWith("rejected invalid_tool_arguments: type 'radar' is not known");
        assertThat(bench.refusal("render_chart", chart("bar", List.of("a", "b"), 1)))
                .contains("series '매출' has 1 values for 2 categories");
        assertThat(bench.refusal("render_chart", chart("bar", List.of("a", "a"), 1, 2)))
                .contains("category 'a' occurs twice");
        assertThat(bench.refusal("render_chart", chart("bar", List.of("a"), "1")))
                .contains("holds \"1\": give numbers");
        assertThat(bench.refusal("render_chart", chart("pie", List.of("a", "b"), 1, -1)))
                .contains("a pie needs values of 0 or more");
        Map<String, Object> outside = chart("bar", List.of("a"), 1);
        outside.put("file", "../chart.png");
        assertThat(bench.refusal("render_chart", outside)).startsWith("rejected permission_denied");
        outside.put("file", "chart.exe");
        assertThat(bench.refusal("render_chart", outside)).contains("must end in .png");
    }
}
