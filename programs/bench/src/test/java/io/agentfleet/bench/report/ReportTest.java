package io.agentfleet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.bench.measure.Answered;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.measure.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir private Path folder;

    private static Timing timing(long answered, long failed, double perSecond) {
        return new Timing(
                answered, failed, failed == 0 ? "" : "it broke", perSecond, 5, 8, 9, 12, 20);
    }

    private static LoopFigures loop(int clients, double open, long failed) {
        return new LoopFigures(
                "exactly-once",
                clients,
                open,
                timing(100, failed, 50),
                timing(400, 0, 200),
                new Usage(Map.of("kafka", 0.25, "orchestrator", 0.5)),
                7,
                120);
    }

    private static ScalingFigures scaling() {
        List<Answered> changing = List.of(at(100, 90), at(1_100, 40), at(1_200, 70));
        List<Answered> steady = List.of(at(2_100, 10), at(2_200, 30));
        PhaseFigures phase =
                PhaseFigures.of(3, 0, millis(2_000), changing, steady, Duration.ofSeconds(1));
        return new ScalingFigures("agent-search", "48 clients", 5, 0, List.of(phase));
    }

    private static Answered at(long millis, long took) {
        return new Answered(millis(millis), millis(took));
    }

    private static long millis(long count) {
        return count * 1_000_000;
    }

    private static BenchReport report(LoopFigures... loops) {
        WaitingFigures waiting =
                new WaitingFigures(
                        10_000, "2s", timing(10_000, 0, 900), 9_000, 700, 300, 20.5, 11.1);
        return new BenchReport(
                "the task",
                "two cores",
                120,
                10,
                List.of(loops),
                Optional.of(waiting),
                Optional.of(scaling()),
                Optional.of(
                        new ListFigures(
                                100_000,
                                5_000,
                                0.2,
                                180,
                                4,
                                List.of(new ListFigures.Row("newest", timing(70, 0, 35))),
                                90)));
    }

    @Test
    void aRowShowsTheRatioToTheBaselineAndTheCostOfATask() {
        assertThat(loop(32, 0, 0).ratioToFloor()).isEqualTo(0.25);
        assertThat(loop(32, 0, 0).cpuMsPerTask()).isEqualTo(7.5);
        assertThat(ReportText.lines(report(loop(32, 0, 0), loop(0, 250, 0))))
                .anySatisfy(line -> assertThat(line).contains("32 clients", "50.0", "0.250"))
                .anySatisfy(line -> assertThat(line).contains("250/s open"))
                .anySatisfy(line -> assertThat(line).contains("orchestrator 5.00, kafka 2.50"))
                .anySatisfy(line -> assertThat(line).contains("9000 at once", "700 MiB"));
    }

    @Test
    void aPhaseShowsTheLongestGapOfTheChangeAndTheRateAfterwards() {
        PhaseFigures phase = scaling().phases().getFirst();
        assertThat(phase.silenceMs()).isEqualTo(1_000);
        assertThat(phase.slowestMs()).isEqualTo(90);
        assertThat(phase.steady().perSecond()).isEqualTo(2);
        assertThat(ReportText.lines(report()))
                .anySatisfy(line -> assertThat(line).contains("agent-search scaled", "0 lost"))
                .anySatisfy(line -> assertThat(line).contains("2.0", "1000"));
    }

    @Test
    void aListShowsHowLongItsPagesTook() {
        assertThat(ReportText.lines(report()))
                .anySatisfy(line -> assertThat(line).contains("100000 tasks", "180 records/s"))
                .anySatisfy(line -> assertThat(line).contains("newest", "35.0", "9.0", "20.0"));
    }

    @Test
    void reportsWhatFailed() {
        BenchReport failed = report(loop(1, 0, 3));
        assertThat(failed.isClean()).isFalse();
        assertThat(ReportText.lines(failed))
                .anySatisfy(line -> assertThat(line).contains("3 tasks failed", "it broke"));
        assertThat(report(loop(1, 0, 0)).isClean()).isTrue();
    }

    @Test
    void jsonHoldsEveryFigure() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(loop(32, 0, 0)).json());
        JsonNode row = json.path("loops").get(0);
        assertThat(row.path("fleet").path("p99_ms").asDouble()).isEqualTo(12);
        assertThat(row.path("floor").path("per_second").asDouble()).isEqualTo(200);
        assertThat(row.path("used").path("cpu_seconds").path("kafka").asDouble()).isEqualTo(0.25);
        assertThat(json.path("waiting").path("most_at_once").asInt()).isEqualTo(9_000);
    }

    @Test
    void drawsThroughputAndLatencyBesideEachOther() throws Exception {
        Path file = folder.resolve("bench.png");
        Plot.write(report(loop(1, 0, 0), loop(32, 0, 0), loop(0, 9, 0)), file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1240);
    }
}
