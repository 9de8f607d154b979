package io.agentfleet.offline.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prompt of an agent, split at the headings of the context packet. A text without headings is
 * the task as a whole.
 *
 * @param sections text by heading, such as {@code Task} and {@code Output of search}
 */
record PromptSections(Map<String, String> sections) {
    private static final Pattern HEADING =
            Pattern.compile(
                    "^## (Task|User goal|Output of [\\w.-]+|Files of [\\w.-]+|Agents|Limits)\\s*$");
    private static final Pattern STEPS = Pattern.compile("(?i)at most (\\d+) steps");
    private static final String OUTPUT = "Output of ";
    private static final String FILES = "Files of ";
    private static final int USUAL_STEPS = 10;

    PromptSections {
        sections = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    static PromptSections parse(String text) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        sections.put("Task", current);
        int reached = 0;
        for (String line : text.split("\\R", -1)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches() && rank(heading.group(1)) >= reached) {
                reached = rank(heading.group(1));
                current = sections.computeIfAbsent(heading.group(1), h -> new StringBuilder());
            } else {
                current.append(line).append('\n');
            }
        }
        Map<String, String> stripped = new LinkedHashMap<>();
        sections.forEach((heading, body) -> stripped.put(heading, body.toString().strip()));
        return new PromptSections(stripped);
    }

    /**
     * The position of a heading: headings are in order, and one out of order belongs to another
     * agent's text.
     */
    private static int rank(String heading) {
        return switch (heading) {
            case "Task" -> 0;
            case "User goal" -> 1;
            case "Agents" -> 3;
            case "Limits" -> 4;
            default -> 2;
        };
    }

    String task() {
        return sections.getOrDefault("Task", "");
    }

    /** The user's goal in the user's own words; the task if there is no goal. */
    String goal() {
        String goal = sections.getOrDefault("User goal", "");
        return goal.isBlank() ? task() : goal;
    }

    /**
     * The question to answer: the user's words if the task contains nothing else, otherwise the
     * task.
     */
    String question() {
        return task().isBlank() || task().contains(goal()) ? goal() : task();
    }

    /** Outputs of other nodes, by node. */
    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        sections.forEach((heading, body) -> {
            if (heading.startsWith(OUTPUT)) {
                outputs.put(heading.substring(OUTPUT.length()), body);
            }
        });
        return outputs;
    }

    /** The nodes that are known to have produced files. */
    List<String> nodesWithFiles() {
        List<String> nodes = new ArrayList<>();
        sections.keySet().stream()
                .filter(heading -> heading.startsWith(FILES))
                .map(heading -> heading.substring(FILES.length()))
                .forEach(nodes::add);
        return List.copyOf(nodes);
    }

    /** Descriptions of the listed agents, by name. */
    Map<String, String> agents() {
        Map<String, String> agents = new LinkedHashMap<>();
        sections.getOrDefault("Agents", "")
                .lines()
                .map(line -> line.replaceFirst("^[-*]\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    String name = colon < 0 ? line : line.substring(0, colon);
                    agents.put(name.strip(), colon < 0 ? "" : line.substring(colon + 1).strip());
                });
        return agents;
    }

    int steps() {
        Matcher steps = STEPS.matcher(sections.getOrDefault("Limits", ""));
        return steps.find() ? Integer.parseInt(steps.group(1)) : USUAL_STEPS;
    }
}
