package io.agentfleet.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The report as lines of text. */
public final class ReportText {

    private static final String HEAD =
            "%-14s %-12s %8s %9s %8s %8s %8s %8s %8s %8s %6s %9s %7s"
                    .formatted(
                            "guarantee",
                            "load",
                            "tasks",
                            "tasks/s",
                            "p50 ms",
                            "p90 ms",
                            "p99 ms",
                            "max ms",
                            "floor/s",
                            "fl. p50",
                            "ratio",
                            "cpu ms/t.",
                            "views");

    private ReportText() {}

    public static List<String> lines(BenchReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Machine: " + report.machine());
        if (!report.loops().isEmpty()) {
            lines.addAll(loops(report));
        }
        report.waiting().ifPresent(waiting -> lines.addAll(waiting(waiting)));
        report.scaling().ifPresent(scaling -> lines.addAll(scaling(scaling)));
        report.lists().ifPresent(lists -> lines.addAll(lists(lists)));
        Stream.of(
                        report.loops().stream().map(LoopFigures::fleet),
                        report.waiting().stream().map(WaitingFigures::timing),
                        report.lists().stream()
                                .flatMap(lists -> lists.rows().stream())
                                .map(ListFigures.Row::timing))
                .flatMap(timings -> timings)
                .filter(timing -> timing.failed() > 0)
                .forEach(timing ->
                        lines.add(
                                "%d tasks failed, the first: %s"
                                        .formatted(timing.failed(), timing.firstFailure())));
        return lines;
    }

    private static List<String> loops(BenchReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Task: " + report.task());
        lines.add(
                "Each fleet at most %d s under load before, warm-up before each row %d s"
                        .formatted(report.heatSeconds(), report.warmUpSeconds()));
        lines.add("");
        lines.add(HEAD);
        report.loops().forEach(loop -> lines.add(row(loop)));
        lines.add("");
        lines.add("Processor milliseconds per task, by process:");
        report.loops().forEach(loop -> lines.add(cpu(loop)));
        return lines;
    }

    private static String row(LoopFigures loop) {
        return "%-14s %-12s %8d %9.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %6.3f %9.2f %7d"
                .formatted(
                        loop.guarantee(),
                        load(loop),
                        loop.fleet().answered(),
                        loop.fleet().perSecond(),
                        loop.fleet().p50Ms(),
                        loop.fleet().p90Ms(),
                        loop.fleet().p99Ms(),
                        loop.fleet().maxMs(),
                        loop.floor().perSecond(),
                        loop.floor().p50Ms(),
                        loop.ratioToFloor(),
                        loop.cpuMsPerTask(),
                        loop.viewsBehind());
    }

    static String load(LoopFigures loop) {
        return loop.clients() > 0
                ? loop.clients() + " clients"
                : "%.0f/s open".formatted(loop.askedPerSecond());
    }

    private static String cpu(LoopFigures loop) {
        double tasks = Math.max(1, loop.fleet().answered());
        return loop.used().cpuSeconds().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(e -> "%s %.2f".formatted(e.getKey(), e.getValue() * 1000 / tasks))
                .reduce((a, b) -> a + ", " + b)
                .map(all -> "  %-14s %-12s %s".formatted(loop.guarantee(), load(loop), all))
                .orElse("");
    }

    private static List<String> waiting(WaitingFigures waiting) {
        return List.of(
                "",
                "%d sessions on a model of %s in one agent process: %d at once, %d MiB resident at most (%d before), %.1f CPU seconds, %.1f s in all, %d failed"
                        .formatted(
                                waiting.sessions(),
                                waiting.latency(),
                                waiting.mostAtOnce(),
                                waiting.residentMiB(),
                                waiting.residentBeforeMiB(),
                                waiting.cpuSeconds(),
                                waiting.seconds(),
                                waiting.timing().failed()));
    }

    private static List<String> scaling(ScalingFigures scaling) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "%s scaled under load (%s): %d tasks answered, %d lost"
                        .formatted(
                                scaling.service(),
                                scaling.load(),
                                scaling.answered(),
                                scaling.lost()));
        lines.add(
                "%8s %9s %8s %8s %12s %12s %12s"
                        .formatted(
                                "replicas",
                                "tasks/s",
                                "p50 ms",
                                "p99 ms",
                                "change s",
                                "silence ms",
                                "slowest ms"));
        scaling.phases()
                .forEach(phase ->
                        lines.add(
                                "%8d %9.1f %8.1f %8.1f %12.1f %12d %12d"
                                        .formatted(
                                                phase.replicas(),
                                                phase.steady().perSecond(),
                                                phase.steady().p50Ms(),
                                                phase.steady().p99Ms(),
                                                phase.changeSeconds(),
                                                phase.silenceMs(),
                                                phase.slowestMs())));
        return lines;
    }

    private static List<String> lists(ListFigures figures) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "Lists of %d tasks, %d clients, %.0f records/s written meanwhile (the views had the last of them %d ms later)"
                        .formatted(
                                figures.tasks(),
                                figures.clients(),
                                figures.writesPerSecond(),
                                figures.behindMs()));
        lines.add(
                "Filled with %.0f records/s, %.3f processor ms a record in orchestrator and Redis"
                        .formatted(figures.projectedPerSecond(), figures.cpuMsPerRecord()));
        lines.add(
                "%-20s %8s %9s %8s %8s %8s"
                        .formatted("page of 50", "pages", "pages/s", "p50 ms", "p95 ms", "max ms"));
        for (ListFigures.Row row : figures.rows()) {
            lines.add(
                    "%-20s %8d %9.1f %8.1f %8.1f %8.1f"
                            .formatted(
                                    row.list(),
                                    row.timing().answered(),
                                    row.timing().perSecond(),
                                    row.timing().p50Ms(),
                                    row.timing().p95Ms(),
                                    row.timing().maxMs()));
        }
        return lines;
    }
}
