package io.agentfleet.taskapi.view.redis;

import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.view.TaskView;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Task ids by time, newest first: all of a tenant, of a session, of an agent. */
final class TaskIndex {

    private static final int CHUNK = 100;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-([A-Za-z0-9._-]{1,128})");

    /** Into every index, out of which goes what is too old. */
    private static final String ADD =
            """
            for i = 1, #KEYS do
              redis.call('ZADD', KEYS[i], ARGV[1], ARGV[2])
              redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', ARGV[3])
              redis.call('PEXPIRE', KEYS[i], ARGV[4])
            end
            """;

    private final RedisConnection redis;
    private final Duration keep;
    private final InstantSource clock;

    TaskIndex(RedisConnection redis, Duration keep, InstantSource clock) {
        this.redis = redis;
        this.keep = keep;
        this.clock = clock;
    }

    void add(TaskView view) {
        List<String> keys =
                List.of(
                        all(view.tenant()),
                        ofSession(view.tenant(), view.sessionId()),
                        ofAgent(view.tenant(), view.agent()));
        List<String> arguments =
                List.of(
                        Long.toString(view.createdAt().toEpochMilli()),
                        view.taskId(),
                        "(" + clock.instant().minus(keep).toEpochMilli(),
                        Long.toString(keep.toMillis()));
        var ignored = redis.eval(ADD, keys, arguments);
    }

    private static String all(String tenant) {
        return "fleet:tasks:{" + tenant + "}";
    }

    private static String ofSession(String tenant, String session) {
        return all(tenant) + ":session:" + session;
    }

    private static String ofAgent(String tenant, String agent) {
        return all(tenant) + ":agent:" + agent;
    }

    /** A scan from the filter's cursor through the narrowest index that covers it. */
    Scan scan(TaskViews.Filter filter) {
        String key =
                filter.sessionId()
                        .map(session -> ofSession(filter.tenant(), session))
                        .or(() -> filter.agent().map(agent -> ofAgent(filter.tenant(), agent)))
                        .orElse(all(filter.tenant()));
        return new Scan(key, filter.cursor());
    }

    /** Goes through an index in the order of (time, id), both falling. */
    final class Scan {

        private record Place(String id, long at) {}

        private final String key;
        private final Deque<Place> chunk = new ArrayDeque<>();
        private Optional<Place> last = Optional.empty();
        private int offset;
        private final long from;

        Scan(String key, String cursor) {
            this.key = key;
            if (cursor.isEmpty()) {
                from = Long.MAX_VALUE;
                return;
            }
            var parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new FleetException(
                        ErrorCode.INVALID_ARGUMENT,
                        "cursor '%s' is not one: use next_cursor of the page before"
                                .formatted(cursor));
            }
            from = Long.parseLong(parts.group(1));
            last = Optional.of(new Place(parts.group(2), from));
        }

        Optional<String> next() {
            while (true) {
                if (chunk.isEmpty() && !fetch()) {
                    return Optional.empty();
                }
                Place place = chunk.remove();
                if (isAfterLast(place)) {
                    last = Optional.of(place);
                    return Optional.of(place.id());
                }
            }
        }

        private boolean isAfterLast(Place place) {
            return last.map(l ->
                            place.at() < l.at()
                                    || (place.at() == l.at() && place.id().compareTo(l.id()) < 0))
                    .orElse(true);
        }

        private boolean fetch() {
            String newest = from == Long.MAX_VALUE ? "+inf" : Long.toString(from);
            Response found =
                    redis.execute(
                            "ZREVRANGEBYSCORE",
                            key,
                            newest,
                            "-inf",
                            "WITHSCORES",
                            "LIMIT",
                            Integer.toString(offset),
                            Integer.toString(CHUNK));
            for (int i = 0; found != null && i < found.size(); i++) {
                Response pair = found.get(i); // RESP3 tells member and score as a pair
                long at = (long) Double.parseDouble(pair.get(1).toString());
                chunk.add(new Place(pair.get(0).toString(), at));
            }
            offset += CHUNK;
            return !chunk.isEmpty();
        }

        String cursor() {
            return last.map(place -> place.at() + "-" + place.id()).orElse("");
        }
    }
}
