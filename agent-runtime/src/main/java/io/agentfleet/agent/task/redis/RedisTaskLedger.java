package io.agentfleet.agent.task.redis;

import io.agentfleet.agent.redis.RedisConnection;
import io.agentfleet.agent.task.TaskLedger;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** One key per ended attempt and per cancelled root task. */
public final class RedisTaskLedger implements TaskLedger {

    private final RedisConnection redis;
    private final Duration keep;

    /**
     * @param keep how long a repeated record is recognised
     */
    public RedisTaskLedger(RedisConnection redis, Duration keep) {
        this.redis = redis;
        this.keep = keep;
    }

    @Override
    public Optional<AgentResultEvent> result(TaskId task, int attempt) {
        return Optional.ofNullable(redis.get(resultKey(task.value(), attempt)))
                .map(RedisTaskLedger::decode);
    }

    private static AgentResultEvent decode(String text) {
        try {
            return AgentResultEvent.fromByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)));
        } catch (IOException e) {
            throw new UncheckedIOException("A kept result is unreadable", e);
        }
    }

    @Override
    public void keep(AgentResultEvent result) {
        set(resultKey(result.getTaskId(), result.getAttempt()), encode(result));
    }

    private static String encode(AgentResultEvent result) {
        try {
            return Base64.getEncoder().encodeToString(result.toByteBuffer().array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cancel(TaskId root, String reason) {
        set(cancelKey(root), reason);
    }

    @Override
    public Optional<String> cancelled(TaskId root) {
        return Optional.ofNullable(redis.get(cancelKey(root)));
    }

    private void set(String key, String value) {
        redis.execute("SET", key, value, "PX", Long.toString(keep.toMillis()));
    }

    private static String resultKey(String task, int attempt) {
        return "fleet:result:{%s}:%d".formatted(task, attempt);
    }

    private static String cancelKey(TaskId root) {
        return "fleet:cancelled:{%s}".formatted(root);
    }
}
