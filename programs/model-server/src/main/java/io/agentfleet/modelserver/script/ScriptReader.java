package io.agentfleet.modelserver.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import io.agentfleet.modelserver.chat.AnswerUsage;
import io.agentfleet.modelserver.chat.ChatAnswer.StopReason;
import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.fault.FaultText;
import io.agentfleet.modelserver.protocol.Mistake;
import io.agentfleet.modelserver.protocol.SchemaCheck;
import io.agentfleet.taskmodel.run.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads scripts, and says where one is wrong. */
final class ScriptReader {

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(ScriptReader.class, "script.schema.json");

    /** YAML reads JSON too. */
    private static final NodeReader YAML = NodeReader.builder().locationAware().build();

    private final String name;

    private ScriptReader(String name) {
        this.name = name;
    }

    static Script read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ScriptException(
                    "the script '%s' cannot be read (%s): name a YAML or JSON file"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    static Script parse(String name, String text) {
        ScriptReader reader = new ScriptReader(name);
        JsonNode root = reader.tree(text);
        SCHEMA.check(root)
                .ifPresent(mistake -> {
                    throw reader.wrong(root, mistake);
                });
        List<ScriptEntry> entries = new ArrayList<>();
        root.path("answers").forEach(entry -> entries.add(reader.entry(entry)));
        List<String> models = new ArrayList<>();
        root.path("models").forEach(model -> models.add(model.asText()));
        return new Script(name, models, entries);
    }

    private JsonNode tree(String text) {
        try {
            return YAML.readTree(text, InputFormat.YAML);
        } catch (IOException | IllegalArgumentException e) {
            throw e.getCause() instanceof JsonProcessingException cause
                    ? unreadable(cause)
                    : new ScriptException(
                            "%s: it is neither YAML nor JSON: %s".formatted(name, e.getMessage()));
        }
    }

    private ScriptException unreadable(JsonProcessingException cause) {
        int line = cause.getLocation() == null ? 1 : cause.getLocation().getLineNr();
        return new ScriptException(
                "%s:%d: it is neither YAML nor JSON: %s: check brackets, quotes and indents"
                        .formatted(
                                name,
                                line,
                                String.valueOf(cause.getOriginalMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
    }

    private ScriptException wrong(JsonNode root, Mistake mistake) {
        JsonNode node = root;
        for (String step : mistake.path()) {
            JsonNode next = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
            if (next == null) {
                break;
            }
            node = next;
        }
        String what =
                switch (mistake.kind()) {
                    case WRONG_TYPE ->
                            "it is %s: use %s"
                                    .formatted(
                                            mistake.found(),
                                            String.join(" or ", mistake.expected()));
                    case MISSING -> "it is missing: add it";
                    case UNKNOWN ->
                            "there is no such field: remove it, or look for the right name in the README of programs/model-server";
                    case WRONG_VALUE ->
                            "%s is not possible: use %s"
                                    .formatted(
                                            mistake.found(), String.join(", ", mistake.expected()));
                };
        return at(node, mistake.bracketed(), what);
    }

    private ScriptException at(JsonNode node, String field, String what) {
        return new ScriptException(
                "%s:%d: %s: %s"
                        .formatted(
                                name,
                                JsonNodes.tokenStreamLocationOf(node).getLineNr(),
                                field.isEmpty() ? "the whole" : field,
                                what));
    }

    private ScriptEntry entry(JsonNode wire) {
        return new ScriptEntry(
                condition(wire.path("when")),
                wire.path("times").asInt(1),
                wire.path("reasoning").asText(""),
                wire.path("text").asText(""),
                calls(wire.path("tool_calls")),
                usage(wire.path("usage")),
                text(wire, "stop").map(stop -> StopReason.valueOf(stop.toUpperCase(Locale.ROOT))),
                duration(wire, "delay"),
                duration(wire, "between"),
                fault(wire));
    }

    private ScriptCondition condition(JsonNode when) {
        return new ScriptCondition(
                pattern(when, "model"),
                pattern(when, "system"),
                pattern(when, "user"),
                text(when, "offers"),
                text(when, "after"),
                text(when, "schema"));
    }

    private Optional<Pattern> pattern(JsonNode when, String field) {
        try {
            return text(when, field).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw at(
                    when.path(field),
                    field,
                    "'%s' is no regular expression (%s): write one, with \\ before signs that mean themselves"
                            .formatted(when.path(field).asText(), e.getDescription()));
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.has(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
    }

    private static List<ToolCall> calls(JsonNode wire) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : wire) {
            JsonNode arguments = call.path("arguments");
            calls.add(
                    new ToolCall(
                            call.path("id").asText(""),
                            call.path("name").asText(),
                            arguments.isObject() ? arguments.toString() : arguments.asText("{}")));
        }
        return calls;
    }

    private Optional<AnswerUsage> usage(JsonNode wire) {
        if (!wire.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AnswerUsage(
                            wire.path("input").asInt(),
                            wire.path("output").asInt(),
                            wire.path("cached").asInt(0),
                            wire.path("reasoning").asInt(0)));
        } catch (IllegalArgumentException e) {
            throw at(wire, "usage", String.valueOf(e.getMessage()));
        }
    }

    private Duration duration(JsonNode entry, String field) {
        try {
            return text(entry, field)
                    .map(text -> FaultText.duration(field, text))
                    .orElse(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            throw at(entry.path(field), field, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Fault> fault(JsonNode entry) {
        try {
            return text(entry, "fault").map(text -> FaultText.read(text, 1).fault());
        } catch (IllegalArgumentException e) {
            throw at(entry.path("fault"), "fault", String.valueOf(e.getMessage()));
        }
    }
}
