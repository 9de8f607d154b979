package io.agentfleet.agent.fake;

import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskView;
import io.agentfleet.agent.view.TaskViews;
import io.agentfleet.schemas.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Views that last as long as the test. */
public final class InMemoryTaskViews implements TaskViews {

    private final Map<TaskId, List<TaskEvent>> streams = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Semaphore news = new Semaphore(0);

    @Override
    public synchronized void append(TaskId task, String eventKey, TaskEvent event) {
        if (seen.add(task + "|" + eventKey)) {
            streams.computeIfAbsent(task, ignored -> new ArrayList<>()).add(event);
            news.release();
        }
    }

    @Override
    public synchronized Optional<TaskView> find(TaskId task) {
        List<TaskEvent> events = streams.getOrDefault(task, List.of());
        return events.stream()
                .filter(TaskEvent.Accepted.class::isInstance)
                .map(TaskEvent.Accepted.class::cast)
                .findFirst()
                .map(accepted -> {
                    TaskView view = TaskView.accepted(task.value(), accepted);
                    for (TaskEvent event : events) {
                        view = view.apply(event);
                    }
                    return view;
                });
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
        int from = filter.cursor().isEmpty() ? 0 : Integer.parseInt(filter.cursor());
        int to = Math.min(all.size(), from + filter.limit());
        return new Page(all.subList(from, to), to < all.size() ? Integer.toString(to) : "");
    }

    @Override
    public synchronized List<Positioned> events(TaskId task, long after) {
        List<TaskEvent> events = streams.getOrDefault(task, List.of());
        List<Positioned> news = new ArrayList<>();
        for (int i = (int) after; i < events.size(); i++) {
            news.add(new Positioned(i + 1L, events.get(i)));
        }
        return news;
    }

    @Override
    public void awaitNews(TaskId task, Duration atMost) throws InterruptedException {
        boolean ignored =
                news.tryAcquire(Math.clamp(atMost.toMillis(), 1, 50), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
