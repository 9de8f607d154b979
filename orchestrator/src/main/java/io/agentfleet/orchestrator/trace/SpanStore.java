package io.agentfleet.orchestrator.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.trace.SpanConventions;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.schemas.TaskId;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Spans in Redis: a hash per trace, and for each user's task the trace it belongs to. */
public final class SpanStore {

    /**
     * KEYS trace; ARGV time to live, most spans, then id and span of each. Answers 1 for a trace of
     * which nothing was there.
     */
    private static final String KEEP =
            """
            local fresh = 1 - redis.call('EXISTS', KEYS[1])
            for i = 3, #ARGV, 2 do
                if redis.call('HLEN', KEYS[1]) < tonumber(ARGV[2]) then
                    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
                end
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return fresh
            """;

    /** KEYS all traces by time; ARGV a new one, most traces. Answers those that give way. */
    private static final String ENTER =
            """
            local time = redis.call('TIME')
            redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
            local gone = {}
            while redis.call('ZCARD', KEYS[1]) > tonumber(ARGV[2]) do
                table.insert(gone, redis.call('ZPOPMIN', KEYS[1])[1])
            end
            return gone
            """;

    private static final String ALL = "fleet:traces";

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final TraceConfig config;

    public SpanStore(RedisConnection redis, ObjectMapper json, TraceConfig config) {
        this.redis = redis;
        this.json = json;
        this.config = config;
    }

    /** Keeps spans of one trace. */
    void keep(String traceId, List<StoredSpan> spans) {
        List<String> arguments = new ArrayList<>();
        String lasting = Long.toString(config.keep().toMillis());
        arguments.add(lasting);
        arguments.add(Integer.toString(config.mostSpans()));
        for (StoredSpan span : spans) {
            arguments.add(span.spanId());
            arguments.add(write(span));
            String task = span.attributes().get(SpanConventions.ROOT_TASK.getKey());
            if (task != null) {
                redis.execute("SET", traceOf(task), traceId, "PX", lasting);
            }
        }
        Response fresh = redis.eval(KEEP, List.of(spansOf(traceId)), arguments);
        if (fresh != null && fresh.toInteger() == 1) {
            enter(traceId);
        }
    }

    private void enter(String traceId) {
        List<String> arguments = List.of(traceId, Integer.toString(config.mostTraces()));
        Response gone = redis.eval(ENTER, List.of(ALL), arguments);
        for (int i = 0; gone != null && i < gone.size(); i++) {
            redis.execute("UNLINK", spansOf(gone.get(i).toString()));
        }
    }

    /** The trace of a user's task; empty if none of its spans came in, or if it is too old. */
    Optional<StoredTrace> find(TaskId rootTask) {
        return Optional.ofNullable(redis.get(traceOf(rootTask.value())))
                .map(this::read)
                .filter(trace -> !trace.spans().isEmpty());
    }

    private StoredTrace read(String traceId) {
        Response found = redis.execute("HVALS", spansOf(traceId));
        List<StoredSpan> spans = new ArrayList<>();
        for (int i = 0; found != null && i < found.size(); i++) {
            spans.add(parse(found.get(i).toString()));
        }
        spans.sort(Comparator.comparingLong(StoredSpan::startMicros));
        return new StoredTrace(traceId, spans);
    }

    private String write(StoredSpan span) {
        try {
            return json.writeValueAsString(span);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredSpan parse(String text) {
        try {
            return json.readValue(text, StoredSpan.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A kept span is unreadable", e);
        }
    }

    private static String spansOf(String traceId) {
        return "fleet:trace:{%s}".formatted(traceId);
    }

    private static String traceOf(String task) {
        return "fleet:trace-of:{%s}".formatted(task);
    }
}
