package io.agentfleet.tools.registration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does a new version still accept the calls that fitted the old one? Looks at the properties of the
 * arguments, nested objects and list items included: none may go away, change its type, lose a
 * choice or become required. Bounds such as {@code maxLength} are not compared.
 */
final class SchemaCompatibility {

    private SchemaCompatibility() {}

    /** Every break with its path; empty if there is none. */
    static List<String> breaks(JsonNode older, JsonNode newer) {
        List<String> found = new ArrayList<>();
        compare("", older, newer, found);
        return found;
    }

    private static void compare(String path, JsonNode older, JsonNode newer, List<String> found) {
        Set<String> types = texts(newer.path("type"));
        Set<String> lost = texts(older.path("type"));
        if (types.contains("number")) {
            types.add("integer");
        }
        lost.removeAll(types);
        if (!types.isEmpty() && (!lost.isEmpty() || !older.has("type"))) {
            found.add(
                    "%s changed its type from %s to %s"
                            .formatted(name(path), older.path("type"), newer.path("type")));
            return;
        }
        compareChoices(path, older, newer, found);
        compareRequired(path, older, newer, found);
        compareProperties(path, older, newer, found);
        if (older.has("items") && newer.has("items")) {
            compare(path + "/items", older.get("items"), newer.get("items"), found);
        }
    }

    private static void compareChoices(
            String path, JsonNode older, JsonNode newer, List<String> found) {
        if (!newer.has("enum")) {
            return;
        }
        Set<String> lost = texts(older.path("enum"));
        lost.removeAll(texts(newer.path("enum")));
        if (!older.has("enum") || !lost.isEmpty()) {
            found.add("%s accepts fewer values".formatted(name(path)));
        }
    }

    private static void compareRequired(
            String path, JsonNode older, JsonNode newer, List<String> found) {
        Set<String> added = texts(newer.path("required"));
        added.removeAll(texts(older.path("required")));
        added.forEach(one -> found.add("%s became required".formatted(path + "/" + one)));
    }

    private static void compareProperties(
            String path, JsonNode older, JsonNode newer, List<String> found) {
        older.path("properties")
                .properties()
                .forEach(property -> {
                    String at = path + "/" + property.getKey();
                    JsonNode now = newer.path("properties").path(property.getKey());
                    if (now.isMissingNode()) {
                        found.add("%s was removed".formatted(at));
                    } else {
                        compare(at, property.getValue(), now, found);
                    }
                });
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new HashSet<>();
        if (node.isArray()) {
            node.forEach(one -> texts.add(one.asText()));
        } else if (!node.isMissingNode()) {
            texts.add(node.asText());
        }
        return texts;
    }

    private static String name(String path) {
        return path.isEmpty() ? "the whole" : path;
    }
}
