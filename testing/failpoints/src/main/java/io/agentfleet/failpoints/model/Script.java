package io.agentfleet.failpoints.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** What the drill answers: the reference plan, an entry in the book, or the end of the run. */
final class Script {

    /** The tool that a drill fleet offers besides the usual ones. */
    static final String KEEP_BOOK = "keep_book";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SIDE_BY_SIDE = List.of("search", "analysis");
    private static final String LAST = "writer";

    private Script() {}

    /** Search and analysis side by side, then the writer, as far as they are known. */
    static Message.Assistant plan(CurrentRun current) {
        List<String> known = current.agents();
        ArrayNode nodes = JSON.createArrayNode();
        List<String> parts = SIDE_BY_SIDE.stream().filter(known::contains).toList();
        parts.forEach(agent -> node(nodes, agent, agent, List.of()));
        if (known.contains(LAST)) {
            node(nodes, "report", LAST, parts);
        }
        if (nodes.isEmpty()) {
            throw new FleetException(
                    ErrorCode.INVALID_PLAN,
                    "The drill plans for search, analysis and writer; known are %s: start one of them"
                            .formatted(known));
        }
        ObjectNode plan = JSON.createObjectNode();
        plan.set("nodes", nodes);
        return new Message.Assistant(plan.toString(), List.of());
    }

    private static void node(ArrayNode nodes, String id, String agent, List<String> dependsOn) {
        ObjectNode node = nodes.addObject();
        node.put("id", id).put("agent", agent).put("prompt", "Do the part of " + agent);
        ArrayNode dependencies = node.putArray("depends_on");
        dependsOn.forEach(dependencies::add);
    }

    /** One entry per step; after the last the final answer, which counts them. */
    static Message.Assistant next(ModelRequest request, CurrentRun current, Directives directives) {
        int step = current.answers() + 1;
        String agent = request.agent().value();
        if (step > directives.steps()) {
            return end(agent, current);
        }
        if (request.tools().stream().noneMatch(tool -> tool.name().equals(KEEP_BOOK))) {
            throw new FleetException(
                    ErrorCode.UNKNOWN_TOOL,
                    "The drill needs the tool keep_book, which agent '%s' is not offered: start the fleet with './fleet up --drill', or ask for 'drill steps=0'"
                            .formatted(agent));
        }
        String arguments =
                JSON.createObjectNode().put("entry", "%s-%d".formatted(agent, step)).toString();
        return new Message.Assistant(
                "", List.of(new ToolCall("call-" + step, KEEP_BOOK, arguments)));
    }

    /** A call that went wrong is not repeated: it is told. */
    private static Message.Assistant end(String agent, CurrentRun current) {
        List<String> errors = new ArrayList<>(current.results());
        errors.removeIf(result -> !result.startsWith("{\"error\""));
        ObjectNode answer = JSON.createObjectNode();
        answer.put("kind", "drill").put("agent", agent);
        answer.put("entries", current.results().size() - errors.size());
        ArrayNode list = answer.putArray("errors");
        errors.forEach(list::add);
        return new Message.Assistant(answer.toString(), List.of());
    }
}
