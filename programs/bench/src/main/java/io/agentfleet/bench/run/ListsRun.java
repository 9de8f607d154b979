package io.agentfleet.bench.run;

import io.agentfleet.bench.fleet.BenchFleet;
import io.agentfleet.bench.fleet.ViewLag;
import io.agentfleet.bench.load.ClosedLoop;
import io.agentfleet.bench.load.HttpPage;
import io.agentfleet.bench.load.LoadTarget;
import io.agentfleet.bench.load.OpenLoop;
import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.load.TaskHistory;
import io.agentfleet.bench.measure.Timing;
import io.agentfleet.bench.measure.Usage;
import io.agentfleet.bench.report.ListFigures;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Fills the views through Kafka and the orchestrator's projection, then asks for pages of fifty
 * over REST while tasks go on coming.
 */
final class ListsRun {

    private static final int CLIENTS = 4;
    private static final int TASKS_PER_SECOND = 60;
    private static final int RECORDS_PER_TASK = 3;
    private static final int UNSENT = 2_000;
    private static final Duration FILL = Duration.ofMinutes(30);

    private final BenchPlan plan;
    private final Consumer<String> progress;
    private final Instant begun = Instant.now();

    ListsRun(BenchPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    ListFigures run() throws InterruptedException {
        progress.accept("starting a drill fleet for lists");
        try (BenchFleet fleet = BenchFleet.up(plan.root(), plan.home(), Map.of());
                TaskHistory history = new TaskHistory(fleet.kafka(), fleet.registry());
                ViewLag views = new ViewLag(fleet.kafka());
                HttpClient http = HttpClient.newHttpClient()) {
            Map<String, Long> pids = new HashMap<>(fleet.pids());
            pids.keySet().retainAll(Set.of("orchestrator", "redis"));
            Usage before = Usage.of(pids);
            long started = System.nanoTime();
            fill(history);
            views.awaitNone(FILL);
            double records = (double) plan.lists() * RECORDS_PER_TASK;
            double perSecond = records / ((System.nanoTime() - started) / 1e9);
            double cpu = Usage.of(pids).since(before).total() * 1_000 / records;
            progress.accept(
                    "%d tasks in the views, %.0f records/s, %.3f processor ms a record"
                            .formatted(plan.lists(), perSecond, cpu));
            List<ListFigures.Row> rows = rows(fleet.port("orchestrator"), http, history);
            return new ListFigures(
                    plan.lists(),
                    perSecond,
                    cpu,
                    (double) TASKS_PER_SECOND * RECORDS_PER_TASK,
                    CLIENTS,
                    rows,
                    views.awaitNone(FILL).toMillis());
        }
    }

    /** Accepted a millisecond apart, the last of them now. */
    private void fill(TaskHistory history) throws InterruptedException {
        Semaphore unsent = new Semaphore(UNSENT);
        for (int i = 0; i < plan.lists(); i++) {
            unsent.acquire();
            var _ =
                    history.task(begun.minusMillis(plan.lists() - (long) i))
                            .whenComplete((_, _) -> unsent.release());
        }
        unsent.acquire(UNSENT);
    }

    private List<ListFigures.Row> rows(int port, HttpClient http, TaskHistory history)
            throws InterruptedException {
        List<ListFigures.Row> rows = new ArrayList<>();
        for (Map.Entry<String, String> list : lists(history).entrySet()) {
            String page = "http://localhost:%d/tasks?limit=50%s".formatted(port, list.getValue());
            rows.add(row(list.getKey(), new HttpPage(http, URI.create(page)), history));
        }
        return rows;
    }

    private Map<String, String> lists(TaskHistory history) {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("newest", "");
        lists.put(
                "from the middle",
                "&cursor=" + TaskHistory.cursor(begun.minusMillis(plan.lists() / 2L)));
        lists.put("one session", "&session=" + history.session(plan.lists() / 3L));
        lists.put("failed", "&status=FAILED");
        lists.put("failed of an agent", "&agent=analysis&status=FAILED");
        return lists;
    }

    private ListFigures.Row row(String name, LoadTarget page, TaskHistory history)
            throws InterruptedException {
        Duration length = plan.warmUp().plus(plan.until().length());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Timing> writes =
                    CompletableFuture.supplyAsync(() -> writes(length, history), threads);
            ClosedLoop.run(CLIENTS, new StopCondition.Time(plan.warmUp()), page);
            Timing timing = ClosedLoop.run(CLIENTS, plan.until(), page);
            progress.accept(
                    "%s: %d pages, p50 %.1f ms, p95 %.1f ms, at most %.1f ms"
                            .formatted(
                                    name,
                                    timing.answered(),
                                    timing.p50Ms(),
                                    timing.p95Ms(),
                                    timing.maxMs()));
            writes.join();
            return new ListFigures.Row(name, timing);
        }
    }

    private static Timing writes(Duration length, TaskHistory history) {
        try {
            return OpenLoop.run(TASKS_PER_SECOND, length, history);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the writes were interrupted", e);
        }
    }
}
