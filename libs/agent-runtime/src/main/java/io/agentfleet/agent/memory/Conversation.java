package io.agentfleet.agent.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What an agent remembers of a session.
 *
 * @param version 0 if nothing was ever saved; one more with each save
 * @param turns oldest first, at most {@value #MOST_TURNS}
 */
public record Conversation(long version, List<Turn> turns) {

    public static final Conversation EMPTY = new Conversation(0, List.of());
    private static final int MOST_TURNS = 50;
    private static final int LONGEST_TEXT = 8_000;

    public Conversation {
        turns = List.copyOf(turns);
    }

    /** With this turn at its end; unchanged if the turn's task is already in it. */
    public Conversation with(Turn turn) {
        if (remembers(turn.taskId())) {
            return this;
        }
        List<Turn> longer = new ArrayList<>(turns);
        longer.add(new Turn(turn.taskId(), shorten(turn.asked()), shorten(turn.answered())));
        int from = Math.max(0, longer.size() - MOST_TURNS);
        return new Conversation(version, longer.subList(from, longer.size()));
    }

    /** Without the turn of this task: what was known before it ran. */
    public Conversation before(String taskId) {
        return new Conversation(
                version, turns.stream().filter(t -> !t.taskId().equals(taskId)).toList());
    }

    /** True if the task's turn is in it. */
    public boolean remembers(String taskId) {
        return turns.stream().anyMatch(t -> t.taskId().equals(taskId));
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
