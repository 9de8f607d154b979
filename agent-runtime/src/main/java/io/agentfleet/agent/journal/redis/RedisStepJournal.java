package io.agentfleet.agent.journal.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.redis.RedisConnection;
import io.agentfleet.schemas.TaskId;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One append-only list per task and attempt. */
public final class RedisStepJournal implements StepJournal {

    private static final String APPEND =
            "redis.call('RPUSH', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2])";

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final Duration keep;

    /**
     * @param keep how long the journal of a run that never ends is kept
     */
    public RedisStepJournal(RedisConnection redis, ObjectMapper json, Duration keep) {
        this.redis = redis;
        this.json = json;
        this.keep = keep;
    }

    @Override
    public List<JournalEntry> read(TaskId task, int attempt) {
        Response lines = redis.execute("LRANGE", name(task, attempt), "0", "-1");
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; lines != null && i < lines.size(); i++) {
            entries.add(parse(lines.get(i).toString(), task));
        }
        return entries;
    }

    private JournalEntry parse(String line, TaskId task) {
        try {
            return json.readValue(line, JournalEntry.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Journal of %s is unreadable".formatted(task), e);
        }
    }

    @Override
    public void append(TaskId task, int attempt, JournalEntry entry) {
        try {
            // through the interface, or the type id is left out
            String line = json.writerFor(JournalEntry.class).writeValueAsString(entry);
            redis.eval(
                    APPEND,
                    List.of(name(task, attempt)),
                    List.of(line, Long.toString(keep.toMillis())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forget(TaskId task, int attempt) {
        redis.execute("DEL", name(task, attempt));
    }

    private static String name(TaskId task, int attempt) {
        return "fleet:journal:{%s}:%d".formatted(task, attempt);
    }
}
