package io.agentfleet.agent.task.redis;

import io.agentfleet.agent.redis.RedisConnection;
import io.agentfleet.agent.task.TaskLedger;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;

/** One key per ended attempt and per cancelled root task. */
public final class RedisTaskLedger implements TaskLedger {

    private static final BinaryMessageDecoder<AgentResultEvent> DECODER = decoder();

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
                .flatMap(RedisTaskLedger::decode);
    }

    /** A result that another version of the schema wrote is not known: its task runs again. */
    private static Optional<AgentResultEvent> decode(String text) {
        try {
            return Optional.of(DECODER.decode(Base64.getDecoder().decode(text)));
        } catch (MissingSchemaException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("A kept result is unreadable", e);
        }
    }

    /** With the event's own class loader: Avro's is not always the same. */
    private static BinaryMessageDecoder<AgentResultEvent> decoder() {
        SpecificData model = new SpecificData(AgentResultEvent.class.getClassLoader());
        SpecificData.getForClass(AgentResultEvent.class)
                .getConversions()
                .forEach(model::addLogicalTypeConversion);
        return new BinaryMessageDecoder<>(model, AgentResultEvent.getClassSchema());
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
