package io.agentfleet.modelserver.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.modelserver.chat.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What a provider says for each kind of refusal: a resource, one line for each kind. */
public final class ErrorTable {

    private final Map<Refusal.Kind, JsonNode> lines = new EnumMap<>(Refusal.Kind.class);

    /**
     * One refusal in the provider's words.
     *
     * @param status of HTTP
     * @param type of the provider; empty: none
     * @param code of the provider; empty: none
     */
    public record Line(int status, String type, String code, String message) {}

    private ErrorTable(JsonNode table) {
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            JsonNode line = table.path(kind.name());
            if (!line.isObject()) {
                throw new IllegalStateException(
                        "errors.json has no line for %s: add one".formatted(kind));
            }
            lines.put(kind, line);
        }
    }

    /** Reads {@code errors.json} beside the class. */
    public static ErrorTable of(Class<?> owner) {
        try (InputStream text = owner.getResourceAsStream("errors.json")) {
            if (text == null) {
                throw new IllegalStateException(
                        "errors.json is not beside %s in the jar: build it again".formatted(owner));
            }
            String json = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return new ErrorTable(Json.readObject(json).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of a refusal; its own message and code go before the usual ones. */
    public Line line(Refusal refusal) {
        JsonNode line = lines.getOrDefault(refusal.kind(), Json.object());
        String usual = line.path("message").asText().replace("%s", refusal.subject());
        return new Line(
                line.path("status").asInt(),
                line.path("type").asText(""),
                refusal.code().isEmpty() ? line.path("code").asText("") : refusal.code(),
                refusal.message().isEmpty() ? usual : refusal.message());
    }
}
