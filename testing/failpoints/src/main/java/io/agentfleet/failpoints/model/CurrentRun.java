package io.agentfleet.failpoints.model;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelRequest;
import java.util.List;

/**
 * The current run as seen in a model request: its context packet and what came after it.
 *
 * @param packet text of the last user message, with its headings
 * @param since answers and tool results of this run so far
 */
record CurrentRun(String packet, List<Message> since) {

    CurrentRun {
        since = List.copyOf(since);
    }

    static CurrentRun of(ModelRequest request) {
        List<Message> messages = request.messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof Message.User user) {
                return new CurrentRun(user.text(), messages.subList(i + 1, messages.size()));
            }
        }
        return new CurrentRun("", messages);
    }

    /** The user's own words; the task if there are none. */
    String goal() {
        String goal = section("User goal");
        return goal.isEmpty() ? section("Task") : goal;
    }

    /** Answers that the model gave in this run. */
    int answers() {
        return (int) since.stream().filter(Message.Assistant.class::isInstance).count();
    }

    /** What tools returned in this run. */
    List<String> results() {
        return since.stream()
                .filter(Message.ToolResult.class::isInstance)
                .map(message -> ((Message.ToolResult) message).content())
                .toList();
    }

    /** Names of the agents that a plan may use. */
    List<String> agents() {
        return section("Agents")
                .lines()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).split(":", 2)[0].strip())
                .toList();
    }

    /** What this step adds to what the model has read already. */
    List<Message> newMessages() {
        int last = since.size();
        while (last > 0 && !(since.get(last - 1) instanceof Message.Assistant)) {
            last--;
        }
        return since.subList(last, since.size());
    }

    private String section(String heading) {
        String mark = "## " + heading + "\n";
        int begin = packet.startsWith(mark) ? 0 : packet.indexOf("\n" + mark) + 1;
        if (begin == 0 && !packet.startsWith(mark)) {
            return "";
        }
        int end = packet.indexOf("\n\n## ", begin);
        return packet.substring(begin + mark.length(), end < 0 ? packet.length() : end).strip();
    }
}
