package io.agentfleet.orchestrator.ledger.redis;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.orchestrator.ledger.CostLine;
import io.agentfleet.orchestrator.ledger.CostSums;
import io.agentfleet.orchestrator.ledger.ModelCall;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.EventCursor;
import io.vertx.mutiny.redis.client.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in Redis, found by tenant and day. Never the only copy: what is here is also on {@code
 * llm.costs}. A partition of {@code agent.steps} is marked once all accounts of the log are here;
 * calls are added only under that mark, which is lost with the accounts. Blocking, safe for many
 * threads.
 */
public final class RedisCostLedger {

    private static final String COMPLETE = "fleet:costs:complete";
    private static final String RESTORE = "fleet:costs:restore";
    private static final String TENANTS = "fleet:costs:tenants";
    private static final int MOST_ATTEMPTS = 100;
    private static final int PORTION = 500;

    /** Lines are kept without the names of their fields: many are read for a report. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    private interface AsArray {}

    private final RedisConnection redis;
    private final ObjectMapper json;
    private final Duration keep;
    private final InstantSource clock;

    /**
     * @param keep how long a task's costs are shown after its last model call
     */
    public RedisCostLedger(
            RedisConnection redis, ObjectMapper json, Duration keep, InstantSource clock) {
        this.redis = redis;
        this.json =
                json.copy()
                        .addMixIn(CostLine.class, AsArray.class)
                        .addMixIn(CostLine.Key.class, AsArray.class)
                        .addMixIn(CostSums.class, AsArray.class);
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * An account with new calls.
     *
     * @param sessionBefore what its session had cost before
     * @param sessionAfter what it has cost now; the same if the calls were known
     */
    public record Added(TaskCosts account, Money sessionBefore, Money sessionAfter) {}

    /**
     * Adds calls of one task; a call that was added before changes nothing.
     *
     * @param partition of {@code agent.steps} that they came from
     * @return empty if that partition is not complete any more, because Redis was emptied
     */
    public Optional<Added> add(int partition, List<ModelCall> calls) {
        TaskCosts known = TaskCosts.before(calls.getFirst());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            TaskCosts more = known.with(calls);
            if (more.equals(known)) {
                return Optional.of(new Added(known, Money.NONE, Money.NONE));
            }
            Response put = put(Integer.toString(partition), known.seen(), more);
            switch (put.get(0).toString()) {
                case "lost" -> {
                    return Optional.empty();
                }
                case "done" -> {
                    return Optional.of(new Added(more, money(put.get(1)), money(put.get(2))));
                }
                default ->
                        known =
                                account(
                                        known.task(),
                                        put.get(1).toString(),
                                        known.tenant(),
                                        known.session().value(),
                                        put.get(2).toString());
            }
        }
        throw new FleetException(
                ErrorCode.UNAVAILABLE,
                "costs of task %s found no quiet moment in %d attempts: try again"
                        .formatted(known.task(), MOST_ATTEMPTS));
    }

    private static Money money(Response nanos) {
        return new Money(Long.parseLong(nanos.toString()));
    }

    /** Puts back an account of the log, unless the one here has as many calls. */
    public void restore(TaskCosts account) {
        if (!account.lastDay().isBefore(firstDay())) {
            var ignored = put("", EventCursor.NONE, account);
        }
    }

    private LocalDate firstDay() {
        return LocalDate.ofInstant(clock.instant().minus(keep), ZoneOffset.UTC);
    }

    private Response put(String partition, EventCursor before, TaskCosts account) {
        Response put =
                redis.eval(
                        CostScripts.PUT,
                        List.of(
                                COMPLETE,
                                "fleet:costs:task:" + account.task(),
                                tasks(account.tenant()),
                                TENANTS,
                                "fleet:costs:session:%s/%s"
                                        .formatted(account.tenant(), account.session())),
                        List.of(
                                partition,
                                before.toString(),
                                account.seen().toString(),
                                Long.toString(account.sums().answers()),
                                Long.toString(account.cost().nanos()),
                                account.tenant(),
                                account.session().value(),
                                write(account.lines()),
                                account.task().value(),
                                Long.toString(account.lastDay().toEpochDay()),
                                Long.toString(keep.toMillis()),
                                Long.toString(firstDay().toEpochDay())));
        if (put == null) {
            throw new FleetException(
                    ErrorCode.UNAVAILABLE,
                    "Redis gave no answer to the costs of task %s: try again"
                            .formatted(account.task()));
        }
        return put;
    }

    private static String tasks(String tenant) {
        return "fleet:costs:tenant:" + tenant;
    }

    /** To be called before accounts are put back: names what they are put back into. */
    public String beginRestore() {
        var ignored = redis.execute("SET", RESTORE, UUID.randomUUID().toString(), "NX");
        @Nullable String token = redis.get(RESTORE);
        return token == null ? "" : token;
    }

    /**
     * Marks partitions of {@code agent.steps}: all accounts of the log are here.
     *
     * @param token of {@link #beginRestore}
     * @return false if what was put back since then was lost or cleared in between
     */
    public boolean complete(String token, Collection<Integer> partitions) {
        List<String> arguments = new ArrayList<>();
        arguments.add(token);
        partitions.forEach(partition -> arguments.add(partition.toString()));
        Response marked = redis.eval(CostScripts.COMPLETE, List.of(COMPLETE, RESTORE), arguments);
        return marked != null && marked.toInteger() == 1;
    }

    /** The partitions that are marked. */
    public Set<Integer> completed() {
        Set<Integer> partitions = new HashSet<>();
        Response marked = redis.execute("HKEYS", COMPLETE);
        if (marked != null) {
            marked.forEach(partition -> partitions.add(Integer.valueOf(partition.toString())));
        }
        return partitions;
    }

    /**
     * Has everything read again.
     *
     * @param clear whether the accounts go, so that only what the log knows comes back
     */
    public void forget(boolean clear) {
        var ignored = redis.execute("DEL", COMPLETE, RESTORE);
        if (clear) {
            redis.deleteAll("fleet:costs:*");
            ignored = redis.execute("DEL", COMPLETE, RESTORE); // what began meanwhile has gaps
        }
    }

    /**
     * Shows the accounts of tasks whose last call was on this day or later, in no order.
     *
     * @param tenant whose; of all tenants if empty
     */
    public void read(Optional<String> tenant, LocalDate from, Consumer<TaskCosts> each) {
        for (String owner : tenant.map(List::of).orElseGet(this::tenants)) {
            List<String> tasks =
                    strings(
                            redis.execute(
                                    "ZRANGEBYSCORE",
                                    tasks(owner),
                                    Long.toString(from.toEpochDay()),
                                    "+inf"));
            for (int i = 0; i < tasks.size(); i += PORTION) {
                accounts(tasks.subList(i, Math.min(tasks.size(), i + PORTION))).forEach(each);
            }
        }
    }

    private List<String> tenants() {
        return strings(redis.execute("SMEMBERS", TENANTS));
    }

    private static List<String> strings(@Nullable Response list) {
        List<String> all = new ArrayList<>();
        if (list != null) {
            list.forEach(one -> all.add(one.toString()));
        }
        return all;
    }

    private List<TaskCosts> accounts(List<String> tasks) {
        List<TaskCosts> found = new ArrayList<>();
        Response accounts = redis.eval(CostScripts.READ, List.of(), tasks);
        if (accounts != null) {
            accounts.forEach(account ->
                    found.add(
                            account(
                                    new TaskId(account.get(0).toString()),
                                    account.get(1).toString(),
                                    account.get(2).toString(),
                                    account.get(3).toString(),
                                    account.get(4).toString())));
        }
        return found;
    }

    private TaskCosts account(
            TaskId task, String seen, String tenant, String session, String lines) {
        try {
            return new TaskCosts(
                    task,
                    new SessionId(session),
                    tenant,
                    EventCursor.parse(seen),
                    List.of(json.readValue(lines, CostLine[].class)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "the stored costs of task %s are unreadable: %s".formatted(task, lines), e);
        }
    }

    private String write(List<CostLine> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
