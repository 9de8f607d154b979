package io.agentfleet.localfleet.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.file.JsonFile;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A line of a log as people read it. */
public final class LogLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final int TRACE_SHOWN = 8;

    private LogLine() {}

    /** A line of JSON as text; any other line as it is. */
    public static String readable(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            JsonNode entry = JsonFile.MAPPER.readTree(line);
            return entry.has("message") ? text(entry) : line;
        } catch (JsonProcessingException e) {
            return line;
        }
    }

    private static String text(JsonNode entry) {
        String stack = entry.path("stackTrace").asText();
        return "%s %-5s %s  %s%s%s"
                .formatted(
                        time(entry.path("timestamp").asText()),
                        entry.path("level").asText(),
                        entry.path("loggerName").asText().replaceFirst("^.*\\.", ""),
                        entry.path("message").asText(),
                        keys(entry.path("mdc")),
                        stack.isEmpty() ? "" : System.lineSeparator() + stack.stripTrailing());
    }

    private static String time(String timestamp) {
        try {
            return TIME.format(
                    OffsetDateTime.parse(timestamp).atZoneSameInstant(ZoneId.systemDefault()));
        } catch (DateTimeParseException e) {
            return timestamp;
        }
    }

    /** Of a trace its first characters; spans are for programs. */
    private static String keys(JsonNode mdc) {
        Iterable<java.util.Map.Entry<String, JsonNode>> entries = mdc.properties();
        String keys =
                StreamSupport.stream(entries.spliterator(), false)
                        .filter(key -> !key.getKey().matches("spanId|parentId|sampled"))
                        .map(key -> key.getKey() + "=" + shown(key.getKey(), key.getValue()))
                        .sorted()
                        .collect(Collectors.joining(" "));
        return keys.isEmpty() ? "" : "  " + keys;
    }

    private static String shown(String key, JsonNode value) {
        String text = value.asText();
        return key.equals("traceId") && text.length() > TRACE_SHOWN
                ? text.substring(0, TRACE_SHOWN)
                : text;
    }
}
