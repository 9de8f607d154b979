package io.agentfleet.taskapi.view.redis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.messaging.redis.RedisSubscriptions;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.EventCursor;
import io.agentfleet.taskmodel.view.TaskView;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Views and event streams on Redis: per task a list of events and a hash with the stream's name,
 * the events it has and the folded view; per tenant indexes by time.
 *
 * <p>The fold happens here, its result is written only if no other event came in between (stream
 * and length are the version), otherwise it is folded again. The task's places in the indexes move
 * in the same step, so an index never shows a state that the view does not have. Whoever brings a
 * task's acceptance guesses that nothing is known of it, which saves the look: a new task costs one
 * call, however many events come with it, a known one two.
 */
public final class RedisTaskViews implements TaskViews {

    private static final int MOST_ATTEMPTS = 100;

    /** Stream, length, events it has and view, of one moment. */
    private static final String STANDING =
            """
            local length = redis.call('LLEN', KEYS[1])
            local known = redis.call('HMGET', KEYS[2], 'stream', 'seen', 'view')
            if length == 0 or not known[1] then return {'', 0, '', ''} end
            return {known[1], length, known[2], known[3]}
            """;

    /**
     * Appends if the stream did not change since the view was folded; else returns its current
     * version. The task leaves the indexes that come first and enters the others, out of which goes
     * what is too old.
     */
    private static final String APPEND =
            """
            local length = redis.call('LLEN', KEYS[1])
            local known = redis.call('HMGET', KEYS[2], 'stream', 'seen', 'view')
            if length == 0 or not known[1] then
              length = 0
              known = {'', '', ''}
            end
            if known[1] ~= ARGV[1] or length ~= tonumber(ARGV[2]) then
              return {known[1], length, known[2], known[3]}
            end
            if length == 0 then redis.call('DEL', KEYS[1]) end
            redis.call('HSET', KEYS[2], 'stream', ARGV[3], 'seen', ARGV[4], 'view', ARGV[5])
            local entered = 3 + tonumber(ARGV[8])
            for i = 3, entered - 1 do redis.call('ZREM', KEYS[i], ARGV[9]) end
            for i = entered, #KEYS do
              redis.call('ZADD', KEYS[i], 0, ARGV[10])
              redis.call('ZREMRANGEBYLEX', KEYS[i], '-', '(' .. ARGV[11])
              redis.call('PEXPIRE', KEYS[i], ARGV[6])
            end
            if #ARGV < 12 then return false end
            for i = 12, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
            for i = 1, 2 do redis.call('PEXPIRE', KEYS[i], ARGV[6]) end
            redis.call('PUBLISH', 'fleet:news', ARGV[7])
            return false
            """;

    /** The stream from a place on, or from its start if the place is in another stream. */
    private static final String READ =
            """
            local stream = redis.call('HGET', KEYS[2], 'stream') or ''
            local from = 0
            if stream == ARGV[1] then from = tonumber(ARGV[2]) end
            return {stream, from, redis.call('LRANGE', KEYS[1], from, -1)}
            """;

    private final RedisConnection redis;
    private final ViewCodec form;
    private final Duration keep;
    private final InstantSource clock;
    private final TaskPages pages;
    private final EventNotifications newEvents;

    /**
     * @param keep how long a task is shown after its last event
     */
    public RedisTaskViews(
            RedisConnection redis,
            RedisSubscriptions subscriptions,
            ObjectMapper json,
            Duration keep,
            InstantSource clock) {
        this.redis = redis;
        this.form = new ViewCodec(json);
        this.keep = keep;
        this.clock = clock;
        this.pages = new TaskPages(redis, form);
        this.newEvents = new EventNotifications(subscriptions);
    }

    /** How a task's stream stands. */
    private record Standing(String stream, long length, EventCursor seen, Optional<TaskView> view) {
        static final Standing NONE = new Standing("", 0, EventCursor.NONE, Optional.empty());
    }

    @Override
    public void append(TaskId task, List<IdentifiedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        boolean opens = events.stream().anyMatch(e -> e.event() instanceof TaskEvent.Accepted);
        boolean ends = events.stream().anyMatch(e -> e.event() instanceof TaskEvent.Ended);
        Standing standing = opens ? Standing.NONE : standing(task);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<IdentifiedEvent> newEvents = newEvents(standing.seen(), events);
            if (newEvents.isEmpty() && !opens && !ends) {
                return;
            }
            // a repeated one of these comes in a rebuild, which brings lost indexes back too
            Response moved = written(task, standing, newEvents, opens || ends);
            if (moved == null) {
                return;
            }
            standing = standing(moved);
        }
        throw new FleetException(
                ErrorCode.UNAVAILABLE,
                "%d events of task %s found no quiet moment in %d attempts: try again"
                        .formatted(events.size(), task, MOST_ATTEMPTS));
    }

    private Standing standing(TaskId task) {
        Response known = redis.eval(STANDING, keys(task), List.of());
        return known == null ? Standing.NONE : standing(known);
    }

    private Standing standing(Response known) {
        String view = known.get(3).toString();
        return new Standing(
                known.get(0).toString(),
                known.get(1).toLong(),
                EventCursor.parse(known.get(2).toString()),
                view.isEmpty() ? Optional.empty() : Optional.of(form.view(view)));
    }

    private static List<IdentifiedEvent> newEvents(EventCursor seen, List<IdentifiedEvent> events) {
        Set<EventId> names = new HashSet<>();
        return events.stream()
                .filter(event -> !seen.has(event.id()) && names.add(event.id()))
                .toList();
    }

    /** Null if it is written; else how the task stands now. */
    private @Nullable Response written(
            TaskId task, Standing standing, List<IdentifiedEvent> newEvents, boolean everywhere) {
        EventCursor seen = standing.seen();
        for (IdentifiedEvent event : newEvents) {
            seen = seen.plus(event.id());
        }
        Optional<TaskView> view = fold(task, standing, newEvents);
        TaskIndex.Move move = TaskIndex.move(standing.view(), view, everywhere);
        List<String> arguments = new ArrayList<>();
        arguments.add(standing.stream());
        arguments.add(Long.toString(standing.length()));
        arguments.add(standing.length() == 0 ? UUID.randomUUID().toString() : standing.stream());
        arguments.add(seen.toString());
        arguments.add(view.map(form::text).orElse(""));
        arguments.add(Long.toString(keep.toMillis()));
        arguments.add(task.value());
        arguments.add(Integer.toString(move.out().keys().size()));
        arguments.add(move.out().member());
        arguments.add(move.in().member());
        arguments.add(TaskIndex.time(clock.instant().minus(keep)));
        newEvents.forEach(event -> arguments.add(form.text(event)));
        List<String> keys = new ArrayList<>(keys(task));
        keys.addAll(move.out().keys());
        keys.addAll(move.in().keys());
        return redis.eval(APPEND, keys, arguments);
    }

    /**
     * The view with the new events; if one arrives late, the view is folded again from the
     * beginning.
     */
    private Optional<TaskView> fold(
            TaskId task, Standing standing, List<IdentifiedEvent> newEvents) {
        boolean follows =
                newEvents.stream()
                        .map(IdentifiedEvent::id)
                        .filter(EventId::isTaskEvent)
                        .allMatch(name -> name.sequence() > standing.seen().lastTaskEvent());
        if (standing.view().isPresent() && follows) {
            return Optional.of(standing.view().get().applyAll(newEvents));
        }
        List<IdentifiedEvent> all = new ArrayList<>();
        if (standing.length() > 0) {
            all.addAll(events(task, Place.START).events());
        }
        all.addAll(newEvents);
        return TaskView.of(task.value(), all);
    }

    @Override
    public Optional<TaskView> find(TaskId task) {
        Response known = redis.execute("HGET", viewKey(task), "view");
        return known == null || known.toString().isEmpty()
                ? Optional.empty()
                : Optional.of(form.view(known.toString()));
    }

    @Override
    public Page list(Filter filter) {
        return pages.page(filter);
    }

    @Override
    public EventRange events(TaskId task, Place after) {
        Response found =
                redis.eval(
                        READ, keys(task), List.of(after.stream(), Long.toString(after.position())));
        if (found == null || found.get(0).toString().isEmpty()) {
            return new EventRange(true, List.of(), Place.START);
        }
        long from = found.get(1).toLong();
        Response lines = found.get(2);
        List<IdentifiedEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            events.add(form.event(lines.get(i).toString()));
        }
        Place next = new Place(found.get(0).toString(), from + events.size());
        return new EventRange(from == 0, events, next);
    }

    @Override
    public void awaitEvents(TaskId task, Duration atMost) throws InterruptedException {
        newEvents.await(task.value(), atMost);
    }

    @Override
    public void clear() {
        redis.deleteAll("fleet:story:*");
        redis.deleteAll("fleet:task:*");
        redis.deleteAll("fleet:tasks:*");
    }

    @Override
    public boolean isReady() {
        return redis.isReady();
    }

    private static List<String> keys(TaskId task) {
        return List.of("fleet:story:{" + task + "}", viewKey(task));
    }

    private static String viewKey(TaskId task) {
        return "fleet:task:{" + task + "}";
    }
}
