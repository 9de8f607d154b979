package io.agentfleet.schemas;

import java.util.regex.Pattern;

/** What an id may look like: safe as a file name, a Redis key and a URL segment. */
final class Identifier {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Identifier() {}

    static String require(String what, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s' is not usable: use 1 to 128 letters, digits, '.', '_' or '-', starting with a letter or digit"
                            .formatted(what, shorten(value)));
        }
        return value;
    }

    static String shorten(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
