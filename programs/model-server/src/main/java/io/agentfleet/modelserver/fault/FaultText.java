package io.agentfleet.modelserver.fault;

import io.agentfleet.modelserver.chat.Refusal.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a fault from text: {@code rate-limited:retry-after=2s,times=3}. */
public final class FaultText {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final String TIMES = "times";

    private record Form(Set<String> keys, Function<Values, Fault> make) {}

    private static final Map<String, Form> FORMS = forms();

    /** What stands behind the colon. */
    private record Values(String text, Map<String, String> values) {

        Duration duration(String key, Duration otherwise) {
            String value = values.get(key);
            return value == null ? otherwise : FaultText.duration(text + ": " + key, value);
        }

        int number(String key, int otherwise) {
            String value = values.get(key);
            if (value == null) {
                return otherwise;
            }
            if (!value.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "%s: %s '%s' is no whole number".formatted(text, key, value));
            }
            return Integer.parseInt(value);
        }
    }

    private FaultText() {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        Duration usual = Duration.ofSeconds(2);
        add(forms, "refuse", v -> new Fault.Refusing(v.duration("for", usual)), "for");
        add(forms, "slow-connect", v -> new Fault.NotAccepting(v.duration("for", usual)), "for");
        add(forms, "slow-start", v -> new Fault.SlowStart(v.duration("for", usual)), "for");
        add(
                forms,
                "rate-limited",
                v -> refused(Kind.RATE_LIMITED, v.values().containsKey("retry-after"), v),
                "retry-after");
        add(forms, "quota-exhausted", v -> refused(Kind.QUOTA_EXHAUSTED, false, v));
        add(forms, "server-error", v -> refused(Kind.SERVER_ERROR, false, v));
        add(
                forms,
                "unavailable",
                v -> refused(Kind.UNAVAILABLE, v.values().containsKey("retry-after"), v),
                "retry-after");
        add(forms, "overloaded", v -> refused(Kind.OVERLOADED, false, v));
        add(forms, "unknown-model", v -> refused(Kind.UNKNOWN_MODEL, false, v));
        add(forms, "revoked-key", v -> refused(Kind.REVOKED_KEY, false, v));
        add(forms, "context-too-long", v -> refused(Kind.CONTEXT_TOO_LONG, false, v));
        addAnswers(forms);
        addDisturbances(forms);
        return forms;
    }

    private static void addAnswers(Map<String, Form> forms) {
        add(forms, "invalid-arguments", v -> new Fault.InvalidArguments());
        add(
                forms,
                "unknown-tool",
                v -> new Fault.UnknownTool(v.values().getOrDefault("tool", "no_such_tool")),
                "tool");
        add(forms, "empty-answer", v -> new Fault.EmptyAnswer());
        add(forms, "giant-answer", v -> new Fault.GiantAnswer(v.number("size", 4_000_000)), "size");
        add(forms, "content-filter", v -> new Fault.ContentFilter());
    }

    private static void addDisturbances(Map<String, Form> forms) {
        add(
                forms,
                "slow-bytes",
                v ->
                        new Fault.SlowBytes(
                                Math.max(1, v.number("size", 16)),
                                v.duration("every", Duration.ofMillis(20))),
                "size",
                "every");
        add(
                forms,
                "stall",
                v ->
                        new Fault.Stalled(
                                v.number("after", 1), v.duration("for", Duration.ofMinutes(10))),
                "after",
                "for");
        add(forms, "stream-error", v -> new Fault.StreamError(v.number("after", 1)), "after");
        add(forms, "cut", v -> new Fault.Cut(Fault.Place.IN_TEXT));
        add(forms, "cut-before-tool-call", v -> new Fault.Cut(Fault.Place.BEFORE_TOOL_CALL));
        add(forms, "cut-in-tool-call", v -> new Fault.Cut(Fault.Place.IN_TOOL_CALL));
        add(forms, "cut-after-tool-call", v -> new Fault.Cut(Fault.Place.AFTER_TOOL_CALL));
    }

    private static void add(
            Map<String, Form> forms, String name, Function<Values, Fault> make, String... keys) {
        forms.put(name, new Form(Set.of(keys), make));
    }

    private static Fault refused(Kind kind, boolean saysWhen, Values values) {
        return new Fault.Refused(
                kind,
                saysWhen
                        ? Optional.of(values.duration("retry-after", Duration.ofSeconds(1)))
                        : Optional.empty());
    }

    /** The names of all faults. */
    public static List<String> names() {
        return List.copyOf(FORMS.keySet());
    }

    /**
     * Reads one fault.
     *
     * @param usualTimes how often it happens if the text does not say; 0: always
     * @throws IllegalArgumentException that says what is wrong and what can be written
     */
    public static FaultRule read(String text, int usualTimes) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Form form = FORMS.get(name);
        if (form == null) {
            throw new IllegalArgumentException(
                    "the fault '%s' is unknown: use one of %s"
                            .formatted(name, String.join(", ", FORMS.keySet())));
        }
        Values values = new Values(text, colon < 0 ? Map.of() : values(text, colon, form));
        return new FaultRule(text, form.make().apply(values), values.number(TIMES, usualTimes));
    }

    private static Map<String, String> values(String text, int colon, Form form) {
        Map<String, String> values = new LinkedHashMap<>();
        Arrays.stream(text.substring(colon + 1).split(",", -1))
                .forEach(pair -> {
                    int equals = pair.indexOf('=');
                    String key = equals < 0 ? pair : pair.substring(0, equals);
                    if (equals < 0 || !(form.keys().contains(key) || key.equals(TIMES))) {
                        throw new IllegalArgumentException(
                                "%s: '%s' is not understood: write KEY=VALUE with one of the keys %s"
                                        .formatted(text, pair, keys(form)));
                    }
                    values.put(key, pair.substring(equals + 1));
                });
        return values;
    }

    private static String keys(Form form) {
        return form.keys().isEmpty()
                ? TIMES
                : String.join(", ", form.keys().stream().sorted().toList()) + ", " + TIMES;
    }

    /**
     * Reads a duration such as {@code 500ms}, {@code 2s} or {@code 1m}.
     *
     * @param field for the error
     */
    public static Duration duration(String field, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "%s '%s' is no duration: write it as 500ms, 2s or 1m".formatted(field, text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
