package io.agentfleet.taskmodel.task;

import java.util.ArrayList;
import java.util.List;

/**
 * What a task asks for, as far as a repeat under the same id or idempotency key must ask for the
 * same. Small enough to be kept long after the task.
 *
 * @param prompt a hash of it
 * @param dataSource its name, or a hash of a very long one; empty if there is none
 * @param maxSteps 0 if not known
 * @param tokenBudget 0 if not known
 */
public record RequestedTask(String prompt, String dataSource, int maxSteps, int tokenBudget) {

    private static final int LONGEST_KEPT = 64;

    /** What this task asks for. */
    public static RequestedTask of(Task task) {
        return of(
                task.prompt(),
                task.dataSource(),
                task.limits().maxSteps(),
                task.limits().tokenBudget());
    }

    /** The same from its parts. */
    public static RequestedTask of(
            String prompt, String dataSource, int maxSteps, int tokenBudget) {
        return new RequestedTask(
                hash(prompt),
                dataSource.length() <= LONGEST_KEPT ? dataSource : hash(dataSource),
                maxSteps,
                tokenBudget);
    }

    private static String hash(String text) {
        return "%08x-%d".formatted(text.hashCode(), text.length());
    }

    /** What the repeat asks for differently, with both values; empty if it is the same. */
    public List<String> differences(RequestedTask repeat) {
        List<String> all = new ArrayList<>();
        if (!prompt.equals(repeat.prompt)) {
            all.add("another prompt");
        }
        if (!dataSource.equals(repeat.dataSource)) {
            all.add(
                    "another data source ('%s', now '%s')"
                            .formatted(dataSource, repeat.dataSource));
        }
        differs("max_steps", maxSteps, repeat.maxSteps, all);
        differs("token_budget", tokenBudget, repeat.tokenBudget, all);
        return all;
    }

    private static void differs(String what, int first, int now, List<String> all) {
        if (first != now && first != 0 && now != 0) {
            all.add("another %s (%d, now %d)".formatted(what, first, now));
        }
    }
}
