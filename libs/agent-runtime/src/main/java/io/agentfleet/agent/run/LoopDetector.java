package io.agentfleet.agent.run;

import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Notices a model that goes in circles: the same calls three times in a row, or a pattern of two or
 * three turns that comes twice in a row. Calls are the same if tool and arguments are.
 *
 * <pre>
 * A A A → repeats    A B A B → repeats    A B C A B C → repeats
 * </pre>
 */
final class LoopDetector {

    private static final int WINDOW = 3;

    private final List<List<String>> turns = new ArrayList<>();

    /** Adds a turn's calls; true if the turns now end in a repeated pattern. */
    boolean repeats(List<ToolCall> calls) {
        turns.add(calls.stream().map(call -> call.tool() + call.arguments()).toList());
        return endsInRepetition(1, WINDOW) || endsInRepetition(2, 2) || endsInRepetition(WINDOW, 2);
    }

    private boolean endsInRepetition(int length, int times) {
        int needed = length * times;
        if (turns.size() < needed) {
            return false;
        }
        List<List<String>> end = turns.subList(turns.size() - needed, turns.size());
        for (int i = length; i < needed; i++) {
            if (!end.get(i).equals(end.get(i - length))) {
                return false;
            }
        }
        return true;
    }

    /** Forgets the turns so far: the model was warned. */
    void reset() {
        turns.clear();
    }
}
