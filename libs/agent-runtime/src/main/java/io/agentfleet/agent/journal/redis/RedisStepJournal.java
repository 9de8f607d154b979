package io.agentfleet.agent.journal.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A hash and an append-only list per task. Every operation is one round trip. */
public final class RedisStepJournal implements StepJournal {

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final Duration keepEntries;
    private final Duration keepResult;

    /**
     * @param keepEntries how long the journal of a run that never ends is kept
     * @param keepResult how long a repeated record is recognised
     */
    public RedisStepJournal(
            RedisConnection redis, ObjectMapper json, Duration keepEntries, Duration keepResult) {
        this.redis = redis;
        this.json = json;
        this.keepEntries = keepEntries;
        this.keepResult = keepResult;
    }

    @Override
    public ClaimResult claim(
            TaskId task, int attempt, OwnerId owner, OptionalLong dead, String mark) {
        Response answer =
                Objects.requireNonNull(
                        redis.eval(
                                JournalScripts.CLAIM,
                                keys(task),
                                List.of(
                                        Integer.toString(attempt),
                                        owner.toString(),
                                        dead.isPresent() ? Long.toString(dead.getAsLong()) : "",
                                        millis(keepEntries),
                                        mark)));
        String second = answer.get(1).toString();
        return switch (answer.get(0).toString()) {
            case "granted" ->
                    new ClaimResult.Granted(
                            new Claim(task, attempt, owner, Long.parseLong(second)),
                            entries(answer, task),
                            earlier(answer));
            case "ended" -> new ClaimResult.Ended(second);
            case "held" ->
                    new ClaimResult.Held(
                            OwnerId.parse(second), Long.parseLong(answer.get(2).toString()));
            default -> new ClaimResult.Superseded(Integer.parseInt(second));
        };
    }

    private static Optional<ClaimResult.Earlier> earlier(Response answer) {
        String mark = answer.get(2).toString();
        boolean brokeOff = answer.get(3).toString().equals("1");
        return mark.isEmpty() && !brokeOff
                ? Optional.empty()
                : Optional.of(new ClaimResult.Earlier(mark, brokeOff));
    }

    private List<JournalEntry> entries(Response answer, TaskId task) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 4; i < answer.size(); i++) {
            entries.add(parse(answer.get(i).toString(), task));
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
    public void append(Claim claim, JournalEntry entry) {
        write(JournalScripts.APPEND, claim, keepEntries, line(entry));
    }

    private String line(JournalEntry entry) {
        try {
            // through the interface, or the type id is left out
            return json.writerFor(JournalEntry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(Claim claim, String result) {
        write(JournalScripts.END, claim, keepResult, result);
    }

    private void write(String script, Claim claim, Duration keep, String value) {
        @Nullable Response written =
                redis.eval(
                        script,
                        keys(claim.task()),
                        List.of(
                                Integer.toString(claim.attempt()),
                                claim.owner().toString(),
                                Long.toString(claim.fence()),
                                millis(keep),
                                value));
        if (written == null || written.toInteger() == 0) {
            throw new FleetException(
                    ErrorCode.SUPERSEDED,
                    "task %s, attempt %d has another owner since: this run stops"
                            .formatted(claim.task(), claim.attempt()));
        }
    }

    @Override
    public void release(Claim claim) {
        redis.eval(
                JournalScripts.RELEASE, keys(claim.task()), List.of(Long.toString(claim.fence())));
    }

    private static String millis(Duration keep) {
        return Long.toString(keep.toMillis());
    }

    private static List<String> keys(TaskId task) {
        return List.of(
                "fleet:journal:{%s}".formatted(task), "fleet:journal:{%s}:entries".formatted(task));
    }
}
