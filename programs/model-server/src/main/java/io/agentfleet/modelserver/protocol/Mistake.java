package io.agentfleet.modelserver.protocol;

import java.util.List;

/**
 * What is wrong with a request.
 *
 * @param path to the field, from the root; elements of lists by number
 * @param kind what is wrong with it
 * @param expected types or values that would be right
 * @param found the type or value that stands there
 */
public record Mistake(List<String> path, Kind kind, List<String> expected, String found) {

    /** What is wrong with a field. */
    public enum Kind {
        WRONG_TYPE,
        MISSING,
        UNKNOWN,
        WRONG_VALUE
    }

    public Mistake {
        path = List.copyOf(path);
        expected = List.copyOf(expected);
    }

    /** {@code messages.0.role} */
    public String dotted() {
        return String.join(".", path);
    }

    /** {@code messages[0].role} */
    public String bracketed() {
        StringBuilder text = new StringBuilder();
        for (String name : path) {
            if (name.matches("\\d+")) {
                text.append('[').append(name).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(name);
            }
        }
        return text.toString();
    }

    /** The field's own name. */
    public String field() {
        return path.isEmpty() ? "" : path.getLast();
    }
}
