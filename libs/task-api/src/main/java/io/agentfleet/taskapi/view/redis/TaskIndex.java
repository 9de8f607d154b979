package io.agentfleet.taskapi.view.redis;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a task stands in the indexes of its tenant: all tasks, those of a session, of an agent, in
 * a state. An index is a sorted set whose members are {@code time-id}, all with the score 0: their
 * order is that of time and id, and a member is also the cursor after it. Pure.
 */
final class TaskIndex {

    private static final int DIGITS = 15;
    private static final long LATEST = 999_999_999_999_999L;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-([A-Za-z0-9._-]{1,128})");

    private TaskIndex() {}

    /**
     * Where a task stands.
     *
     * @param keys of the indexes; none if the task is in none
     * @param member as which it stands in each of them
     */
    record Places(List<String> keys, String member) {
        static final Places NONE = new Places(List.of(), "");

        private Places without(Places others) {
            return others.member.equals(member)
                    ? new Places(
                            keys.stream().filter(key -> !others.keys.contains(key)).toList(),
                            member)
                    : this;
        }
    }

    /** What changes in the indexes. */
    record Move(Places out, Places in) {}

    /**
     * What a task's new view changes.
     *
     * @param everywhere true if it may be missing where it stands
     */
    static Move move(Optional<TaskView> before, Optional<TaskView> after, boolean everywhere) {
        Places old = before.map(TaskIndex::places).orElse(Places.NONE);
        Places now = after.map(TaskIndex::places).orElse(Places.NONE);
        return new Move(old.without(now), everywhere ? now : now.without(old));
    }

    private static Places places(TaskView view) {
        String tenant = view.tenant();
        return new Places(
                List.of(
                        all(tenant),
                        ofSession(tenant, view.sessionId()),
                        ofAgent(tenant, view.agent()),
                        inState(tenant, view.status())),
                time(view.createdAt()) + "-" + view.taskId());
    }

    /** The indexes that have what is asked for in common. */
    static List<String> keys(TaskViews.Filter filter) {
        String tenant = filter.tenant();
        List<String> keys = new ArrayList<>();
        filter.sessionId().ifPresent(session -> keys.add(ofSession(tenant, session)));
        filter.agent().ifPresent(agent -> keys.add(ofAgent(tenant, agent)));
        filter.status().ifPresent(state -> keys.add(inState(tenant, state)));
        return keys.isEmpty() ? List.of(all(tenant)) : keys;
    }

    private static String all(String tenant) {
        return "fleet:tasks:by-time:{" + tenant + "}";
    }

    private static String ofSession(String tenant, String session) {
        return all(tenant) + ":session:" + session;
    }

    private static String ofAgent(String tenant, String agent) {
        return all(tenant) + ":agent:" + agent;
    }

    private static String inState(String tenant, TaskState state) {
        return all(tenant) + ":state:" + state.name();
    }

    /** What members of this time begin with; of the same length for every time. */
    static String time(Instant at) {
        return padded(Long.toString(Math.clamp(at.toEpochMilli(), 0, LATEST)));
    }

    /** How many characters of a member stand before the task's id. */
    static int idFrom() {
        return DIGITS + 1;
    }

    /**
     * The member after which a page begins; empty for the first page.
     *
     * @throws FleetException with INVALID_ARGUMENT if it is no cursor
     */
    static String member(String cursor) {
        if (cursor.isEmpty()) {
            return "";
        }
        var parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "cursor '%s' is not one: use next_cursor of the page before".formatted(cursor));
        }
        return padded(parts.group(1)) + "-" + parts.group(2);
    }

    private static String padded(String number) {
        return "0".repeat(DIGITS - number.length()) + number;
    }
}
