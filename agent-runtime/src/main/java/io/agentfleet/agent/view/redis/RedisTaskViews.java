package io.agentfleet.agent.view.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.redis.RedisConnection;
import io.agentfleet.agent.view.TaskEvent;
import io.agentfleet.agent.view.TaskView;
import io.agentfleet.agent.view.TaskViews;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Views and event streams on Redis: per task a list of events, the set of their keys and the folded
 * view; per tenant indexes by time.
 *
 * <p>The fold happens here, its result is written only if no other event came in between (the
 * length of the stream is the version), otherwise it is folded again.
 */
public final class RedisTaskViews implements TaskViews {

    private static final int MOST_ATTEMPTS = 100;

    /** Stream length and view, of one moment. */
    private static final String READ =
            """
            if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return {-1, ''} end
            return {redis.call('LLEN', KEYS[1]), redis.call('GET', KEYS[3]) or ''}
            """;

    /** Appends if the stream is as long as it was when the view was folded. */
    private static final String APPEND =
            """
            if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then return 1 end
            if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[2]) then return 0 end
            redis.call('SADD', KEYS[2], ARGV[1])
            redis.call('RPUSH', KEYS[1], ARGV[3])
            if ARGV[4] ~= '' then redis.call('SET', KEYS[3], ARGV[4]) end
            for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], ARGV[5]) end
            redis.call('PUBLISH', 'fleet:news', ARGV[6])
            return 1
            """;

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final Duration keep;
    private final TaskIndex index;
    private final NewsBoard news;

    /**
     * @param keep how long a task is shown after its last event
     */
    public RedisTaskViews(RedisConnection redis, ObjectMapper json, Duration keep) {
        this.redis = redis;
        this.json = json;
        this.keep = keep;
        this.index = new TaskIndex(redis, keep);
        this.news = new NewsBoard(redis);
    }

    @Override
    public void append(TaskId task, String eventKey, TaskEvent event) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Response known = redis.eval(READ, keys(task), List.of(eventKey));
            if (known == null || known.get(0).toInteger() < 0) {
                return;
            }
            long length = known.get(0).toLong();
            TaskView view = fold(task, known.get(1).toString(), event);
            if (written(task, eventKey, length, event, view)) {
                if (event instanceof TaskEvent.Accepted && view != null) {
                    index.add(view);
                }
                return;
            }
        }
        throw new FleetException(
                ErrorCode.UNAVAILABLE,
                "Event %s of task %s found no quiet moment in %d attempts: try again"
                        .formatted(eventKey, task, MOST_ATTEMPTS));
    }

    private @Nullable TaskView fold(TaskId task, String known, TaskEvent event) {
        if (!known.isEmpty()) {
            return read(known, TaskView.class).apply(event);
        }
        if (!(event instanceof TaskEvent.Accepted accepted)) {
            return null;
        }
        TaskView view = TaskView.accepted(task.value(), accepted);
        for (Positioned earlier : events(task, 0)) {
            view = view.apply(earlier.event());
        }
        return view;
    }

    private boolean written(
            TaskId task, String eventKey, long length, TaskEvent event, @Nullable TaskView view) {
        List<String> arguments =
                List.of(
                        eventKey,
                        Long.toString(length),
                        write(TaskEvent.class, event),
                        view == null ? "" : write(TaskView.class, view),
                        Long.toString(keep.toMillis()),
                        task.value());
        Response written = redis.eval(APPEND, keys(task), arguments);
        return written != null && written.toInteger() == 1;
    }

    @Override
    public Optional<TaskView> find(TaskId task) {
        return Optional.ofNullable(redis.get(viewKey(task.value())))
                .map(known -> read(known, TaskView.class));
    }

    @Override
    public Page list(Filter filter) {
        TaskIndex.Walk walk = index.walk(filter);
        List<TaskView> found = new ArrayList<>();
        while (found.size() < filter.limit()) {
            Optional<String> next = walk.next();
            if (next.isEmpty()) {
                return new Page(found, "");
            }
            find(new TaskId(next.get())).filter(v -> fits(v, filter)).ifPresent(found::add);
        }
        return new Page(found, walk.cursor());
    }

    private static boolean fits(TaskView view, Filter filter) {
        return filter.sessionId().map(view.sessionId()::equals).orElse(true)
                && filter.status().map(status -> view.status() == status).orElse(true)
                && filter.agent().map(view.agent()::equals).orElse(true);
    }

    @Override
    public List<Positioned> events(TaskId task, long after) {
        Response lines =
                redis.execute("LRANGE", eventsKey(task.value()), Long.toString(after), "-1");
        List<Positioned> events = new ArrayList<>();
        for (int i = 0; lines != null && i < lines.size(); i++) {
            TaskEvent event = read(lines.get(i).toString(), TaskEvent.class);
            events.add(new Positioned(after + i + 1, event));
        }
        return events;
    }

    @Override
    public void awaitNews(TaskId task, Duration atMost) throws InterruptedException {
        news.await(task.value(), atMost);
    }

    @Override
    public boolean isReady() {
        return redis.isReady();
    }

    private static List<String> keys(TaskId task) {
        String id = task.value();
        return List.of(eventsKey(id), "fleet:eventkeys:{" + id + "}", viewKey(id));
    }

    private static String eventsKey(String task) {
        return "fleet:events:{" + task + "}";
    }

    private static String viewKey(String task) {
        return "fleet:view:{" + task + "}";
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "A stored " + type.getSimpleName() + " is unreadable", e);
        }
    }

    /** Through the declared type, or a sealed type's id is left out. */
    private <T> String write(Class<T> type, T value) {
        try {
            return json.writerFor(type).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
