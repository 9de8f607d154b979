package io.agentfleet.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.cli.deadletter.DeadLetter;
import io.agentfleet.cli.deadletter.DeadLetterContent;
import io.agentfleet.cli.deadletter.PlainText;
import io.agentfleet.cli.deadletter.Resolution;
import io.agentfleet.localfleet.file.JsonFile;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** Dead letters for people and for programs. */
public final class DeadLetterText {

    private static final int ID_WIDTH = 36;
    private static final int CODE_WIDTH = 18;
    private static final int KEY_WIDTH = 24;
    private static final int SIZE_WIDTH = 9;
    private static final int REASON_WIDTH = 110;

    private final Terminal screen;

    public DeadLetterText(Terminal screen) {
        this.screen = screen;
    }

    /** So many dead letters, in words. */
    public static String count(long letters) {
        return letters == 1 ? "1 dead letter" : "%,d dead letters".formatted(letters);
    }

    /** What stands above the rows. */
    public void head() {
        screen.line(screen.bold(row("LETTER", "WHEN", "CODE", "KEY", "BYTES", "REASON")));
    }

    /** One dead letter per line; each is printed as soon as it is read. */
    public void row(DeadLetter deadLetter, Optional<Resolution> became) {
        String reason = became.map(s -> s + "; ").orElse("") + deadLetter.reason();
        String line =
                row(
                        deadLetter.id().toString(),
                        deadLetter.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                        deadLetter.code(),
                        DisplayWidth.shorten(key(deadLetter), KEY_WIDTH),
                        "%,d".formatted(deadLetter.size()),
                        DisplayWidth.shorten(PlainText.tamed(reason), REASON_WIDTH));
        screen.line(became.isPresent() ? screen.dim(line) : line);
    }

    /** All about a dead letter except its content. */
    public static ObjectNode json(DeadLetter deadLetter, Optional<Resolution> became) {
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.put("id", deadLetter.id().toString())
                .put("at", deadLetter.at().toString())
                .put("code", deadLetter.code())
                .put("reason", deadLetter.reason())
                .put("topic", deadLetter.origin())
                .put("from", deadLetter.from())
                .put("key", key(deadLetter))
                .put("size_bytes", deadLetter.size());
        deadLetter.replayedFrom().ifPresent(id -> json.put("replayed_from", id));
        became.ifPresent(s -> json.set("settled", JsonFile.MAPPER.valueToTree(s)));
        return json;
    }

    /** All about a dead letter. */
    public void show(
            DeadLetter deadLetter, Optional<Resolution> became, DeadLetterContent content) {
        field("letter", deadLetter.id().toString());
        field("when", deadLetter.at().toString());
        field("code", deadLetter.code());
        field("reason", deadLetter.reason());
        field("from", deadLetter.from());
        deadLetter.replayedFrom().ifPresent(id -> field("was", id + ", which was replayed"));
        became.ifPresent(resolution -> field("settled", resolution.toString()));
        field("key", key(deadLetter));
        screen.line(screen.bold("headers"));
        for (Header header : deadLetter.found().headers()) {
            screen.line("  %s: %s".formatted(PlainText.tamed(header.key()), text(header)));
        }
        content(content, deadLetter.size());
    }

    /** All about a dead letter, as JSON. */
    public static ObjectNode json(
            DeadLetter deadLetter, Optional<Resolution> became, DeadLetterContent content) {
        ObjectNode json = json(deadLetter, became);
        ObjectNode headers = json.putObject("headers");
        for (Header header : deadLetter.found().headers()) {
            headers.withArray(header.key()).add(text(header));
        }
        switch (content) {
            case DeadLetterContent.Event(var schema, var fields) ->
                    json.put("schema", schema).set("event", fields);
            case DeadLetterContent.Text(var text, var note) -> json.put("text", text);
            case DeadLetterContent.Bytes(var hex, var note) -> json.put("hex", hex);
            case DeadLetterContent.Nothing() -> json.putNull("value");
        }
        return json;
    }

    private void content(DeadLetterContent content, int size) {
        switch (content) {
            case DeadLetterContent.Event(var schema, var fields) -> {
                title("%s (%,d bytes)".formatted(schema, size));
                screen.line(PlainText.tamed(JsonFile.pretty(fields)));
            }
            case DeadLetterContent.Text(var text, var note) -> {
                title("text (%,d bytes); no event: %s".formatted(size, note));
                screen.line(text);
            }
            case DeadLetterContent.Bytes(var hex, var note) -> {
                title("bytes (%,d); no event: %s".formatted(size, note));
                screen.line(hex.replaceAll("(.{64})", "$1\n").stripTrailing());
            }
            case DeadLetterContent.Nothing() -> title("no value");
        }
    }

    private void title(String text) {
        screen.line(screen.bold(text));
    }

    private void field(String name, String value) {
        screen.line("%s %s".formatted(DisplayWidth.padded(name, 8), PlainText.tamed(value)));
    }

    private static String row(
            String id, String at, String code, String key, String size, String reason) {
        return "%s  %s  %s  %s  %s  %s"
                .formatted(
                        DisplayWidth.padded(id, ID_WIDTH),
                        DisplayWidth.padded(at, "2026-01-01T00:00:00Z".length()),
                        DisplayWidth.padded(code, CODE_WIDTH),
                        DisplayWidth.padded(key, KEY_WIDTH),
                        DisplayWidth.paddedLeft(size, SIZE_WIDTH),
                        reason)
                .stripTrailing();
    }

    private static String key(DeadLetter deadLetter) {
        byte[] key = deadLetter.key();
        return key == null ? "" : PlainText.orHex(key);
    }

    private static String text(Header header) {
        byte[] value = header.value();
        return value == null ? "" : PlainText.orHex(value);
    }
}
