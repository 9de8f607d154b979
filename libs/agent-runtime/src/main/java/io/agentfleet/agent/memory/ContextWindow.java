package io.agentfleet.agent.memory;

import io.agentfleet.agent.chat.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides what of a conversation a model gets to see. The system prompt and the task are always
 * whole; the newest earlier turns are kept as they were, older ones become one summary line each,
 * then are only counted. Within a run, the oldest tool results give way first.
 *
 * @param maxTokens of one model call's messages
 */
public record ContextWindow(int maxTokens) {

    /** Part of a task's token budget that earlier turns of the session may take. */
    public static final double HISTORY_SHARE = 0.25;

    private static final int SUMMARY_LINE = 160;
    private static final int SUMMARY_LINES = 5;
    private static final int KEPT_MESSAGES = 6;
    private static final String GONE =
            "{\"note\":\"This earlier result was left out to save room. Call the tool again if you need it.\"}";

    /** The messages that a run starts with; the task itself is the last one. */
    public List<Message> open(
            String systemPrompt, Conversation history, String task, int tokenBudget) {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message.SystemPrompt(systemPrompt));
        messages.addAll(recall(history.turns(), (int) (tokenBudget * HISTORY_SHARE)));
        messages.add(new Message.User(task));
        return messages;
    }

    private static List<Message> recall(List<Turn> turns, int mostTokens) {
        Deque<Message> recalled = new ArrayDeque<>();
        int left = mostTokens;
        int next = turns.size() - 1;
        for (; next >= 0; next--) {
            Message asked = new Message.User(turns.get(next).asked());
            Message answered = new Message.Assistant(turns.get(next).answered(), List.of());
            int cost = TokenCounter.count(asked) + TokenCounter.count(answered);
            if (cost > left) {
                break;
            }
            left -= cost;
            recalled.addFirst(answered);
            recalled.addFirst(asked);
        }
        if (next >= 0) {
            summarise(turns.subList(0, next + 1), left).forEach(recalled::addFirst);
        }
        return List.copyOf(recalled);
    }

    /** In reverse order, as they are put in front. */
    private static List<Message> summarise(List<Turn> older, int left) {
        StringBuilder text = new StringBuilder("Earlier in this session, in short:");
        int from = Math.max(0, older.size() - SUMMARY_LINES);
        if (from > 0) {
            text.append("\n- %d older turns are left out".formatted(from));
        }
        for (Turn turn : older.subList(from, older.size())) {
            text.append("\n- asked: ").append(oneLine(turn.asked()));
            text.append(" / answered: ").append(oneLine(turn.answered()));
        }
        Message asked = new Message.User(text.toString());
        Message noted = new Message.Assistant("Noted.", List.of());
        boolean fits = TokenCounter.count(asked) + TokenCounter.count(noted) <= left;
        return fits ? List.of(noted, asked) : List.of();
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SUMMARY_LINE ? line : line.substring(0, SUMMARY_LINE) + "…";
    }

    /** The same messages within the window: the oldest tool results are blanked until they fit. */
    public List<Message> fit(List<Message> messages) {
        if (surelyFits(messages)) {
            return List.copyOf(messages);
        }
        List<Message> fitting = new ArrayList<>(messages);
        int tokens = messages.stream().mapToInt(TokenCounter::count).sum();
        for (int i = 0; i < fitting.size() - KEPT_MESSAGES && tokens > maxTokens; i++) {
            if (fitting.get(i) instanceof Message.ToolResult(var callId, var tool, var ignored)) {
                Message blank = new Message.ToolResult(callId, tool, GONE);
                tokens -= TokenCounter.count(fitting.get(i)) - TokenCounter.count(blank);
                fitting.set(i, blank);
            }
        }
        return List.copyOf(fitting);
    }

    /** True if a result that a tool gave was left out of these messages. */
    public static boolean isIncomplete(List<Message> messages) {
        return messages.stream()
                .anyMatch(m ->
                        m instanceof Message.ToolResult(_, _, String content)
                                && content.equals(GONE));
    }

    /**
     * A token is at least one byte, a character at most three. Saves counting in the usual case.
     */
    private boolean surelyFits(List<Message> messages) {
        long characters = 0;
        for (Message message : messages) {
            characters +=
                    switch (message) {
                        case Message.SystemPrompt system -> system.text().length();
                        case Message.User user -> user.text().length();
                        case Message.Assistant assistant ->
                                assistant.text().length()
                                        + assistant.toolCalls().stream()
                                                .mapToInt(c -> c.arguments().length() + 64)
                                                .sum();
                        case Message.ToolResult result -> result.content().length();
                    };
        }
        return characters * 3 + messages.size() * 8L <= maxTokens;
    }
}
