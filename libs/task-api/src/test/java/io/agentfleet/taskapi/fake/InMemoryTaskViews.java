package io.agentfleet.taskapi.fake;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Views that last as long as the test. */
public final class InMemoryTaskViews implements TaskViews {

    private final Map<TaskId, LinkedHashMap<EventId, TaskEvent>> streams = new LinkedHashMap<>();
    private final Semaphore newEvents = new Semaphore(0);
    private int generation = 1;

    @Override
    public synchronized void append(TaskId task, List<IdentifiedEvent> events) {
        for (IdentifiedEvent event : events) {
            streams.computeIfAbsent(task, ignored -> new LinkedHashMap<>())
                    .putIfAbsent(event.id(), event.event());
        }
        newEvents.release();
    }

    @Override
    public synchronized Optional<TaskView> find(TaskId task) {
        return TaskView.of(task.value(), all(task));
    }

    private List<IdentifiedEvent> all(TaskId task) {
        return streams.getOrDefault(task, new LinkedHashMap<>()).entrySet().stream()
                .map(event -> new IdentifiedEvent(event.getKey(), event.getValue()))
                .toList();
    }

    @Override
    public synchronized void clear() {
        streams.clear();
        generation++;
    }

    @Override
    public synchronized Page list(Filter filter) {
        List<TaskView> all =
                streams.keySet().stream()
                        .map(this::find)
                        .flatMap(Optional::stream)
                        .filter(v -> v.tenant().equals(filter.tenant()))
                        .filter(v -> filter.sessionId().map(v.sessionId()::equals).orElse(true))
                        .filter(v -> filter.status().map(s -> v.status() == s).orElse(true))
                        .filter(v -> filter.agent().map(v.agent()::equals).orElse(true))
                        .sorted(
                                Comparator.comparing(TaskView::createdAt)
                                        .thenComparing(TaskView::taskId)
                                        .reversed())
                        .toList();
        List<TaskView> rest =
                all.stream()
                        .dropWhile(v ->
                                !filter.cursor().isEmpty()
                                        && cursor(v).compareTo(filter.cursor()) >= 0)
                        .toList();
        List<TaskView> page = rest.stream().limit(filter.limit()).toList();
        return new Page(page, page.size() < rest.size() ? cursor(page.getLast()) : "");
    }

    private static String cursor(TaskView view) {
        return "%015d-%s".formatted(view.createdAt().toEpochMilli(), view.taskId());
    }

    @Override
    public synchronized EventRange events(TaskId task, Place after) {
        List<IdentifiedEvent> all = all(task);
        if (all.isEmpty()) {
            return new EventRange(true, List.of(), Place.START);
        }
        String stream = "stream-" + generation;
        int from = after.stream().equals(stream) ? (int) after.position() : 0;
        return new EventRange(
                from == 0, all.subList(from, all.size()), new Place(stream, all.size()));
    }

    @Override
    public void awaitEvents(TaskId task, Duration atMost) throws InterruptedException {
        boolean ignored =
                newEvents.tryAcquire(Math.clamp(atMost.toMillis(), 1, 50), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
