package io.agentfleet.k8s;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of PromQL as is needed to see which series an expression asks for. */
final class PromQl {

    private static final Pattern NOT_SERIES =
            Pattern.compile(
                    "\"[^\"]*\"" // strings
                            + "|\\{[^}]*}" // label matchers
                            + "|\\[[^\\]]*]" // ranges
                            + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
                            + "|\\boffset\\s+\\w+"
                            + "|\\b(and|or|unless|bool)\\b"
                            + "|\\b[a-z_]+\\s*(?=\\()"); // functions
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        String series = expression;
        // grouping first, functions after it: both end in a bracket
        for (String before = ""; !before.equals(series); ) {
            before = series;
            series = NOT_SERIES.matcher(series).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        Matcher found = NAME.matcher(series);
        while (found.find()) {
            names.add(found.group());
        }
        return names;
    }
}
