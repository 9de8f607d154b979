package io.agentfleet.tools.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Keeps results within a size. A longer one becomes {@code {"truncated":true, "total_chars":n,
 * "note":..., "head":"...", "tail":"..."}} with the first two thirds and the last third of what
 * fits, so that it is valid JSON still.
 *
 * @param most characters of a result that are passed on whole
 */
record ResultSizeLimit(int most) {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String NOTE =
            "the result is too long and was cut in the middle: ask for less, such as fewer rows or a smaller part";

    /** The result itself, or its head and tail. */
    String fit(String content) {
        if (content.length() <= most) {
            return content;
        }
        String head = content.substring(0, boundary(content, most * 2 / 3));
        String tail = content.substring(boundary(content, content.length() - most / 3));
        StringWriter out = new StringWriter(most + NOTE.length() * 2);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeBooleanField("truncated", true);
            json.writeNumberField("total_chars", content.length());
            json.writeStringField("note", NOTE);
            json.writeStringField("head", head);
            json.writeStringField("tail", tail);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return out.toString();
    }

    /** The same place, or one before it if that would split a character in two. */
    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** True if the text is one JSON value. */
    static boolean isJson(String content) {
        try (JsonParser parser = JSON.createParser(content)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
