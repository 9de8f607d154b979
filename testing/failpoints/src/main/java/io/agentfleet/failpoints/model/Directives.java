package io.agentfleet.failpoints.model;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a goal asks of the drill: {@code drill steps=2 latency=250ms} anywhere in its text.
 *
 * @param steps tool calls before the final answer, 0..24
 * @param latency how long each model call takes, at most half an hour
 * @param only the one agent whose calls take so long, the planner among them; empty for all
 */
record Directives(int steps, Duration latency, Optional<String> only) {

    static final Directives NONE = new Directives(1, Duration.ZERO, Optional.empty());

    private static final int MOST_STEPS = 24;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Pattern DRILL = Pattern.compile("\\bdrill((?:\\s+[\\w-]+=\\S*)+)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");

    /**
     * Reads the goal; what it does not say keeps its default.
     *
     * @throws FleetException with INVALID_ARGUMENT that names an unknown directive or bad value
     */
    static Directives of(String goal) {
        Directives read = NONE;
        Matcher drills = DRILL.matcher(goal);
        while (drills.find()) {
            for (String directive : List.of(drills.group(1).strip().split("\\s+"))) {
                read = read.with(directive);
            }
        }
        return read;
    }

    /** How long a model call of this agent takes. */
    Duration latencyOf(String agent) {
        return only.isEmpty() || only.get().equals(agent) ? latency : Duration.ZERO;
    }

    private Directives with(String directive) {
        int equals = directive.indexOf('=');
        String value = directive.substring(equals + 1);
        return switch (directive.substring(0, equals)) {
            case "steps" -> new Directives(steps(directive, value), latency, only);
            case "latency" -> new Directives(steps, latency(directive, value), only);
            case "only" -> new Directives(steps, latency, Optional.of(value));
            default ->
                    throw refused(
                            directive,
                            "is unknown to the drill: it knows steps=N, latency=2s and only=AGENT");
        };
    }

    private static int steps(String directive, String value) {
        if (NUMBER.matcher(value).matches() && Integer.parseInt(value) <= MOST_STEPS) {
            return Integer.parseInt(value);
        }
        throw refused(directive, "is no number of steps: give 0 to " + MOST_STEPS);
    }

    private static Duration latency(String directive, String value) {
        Matcher duration = DURATION.matcher(value);
        if (duration.matches()) {
            long amount = Long.parseLong(duration.group(1));
            Duration latency =
                    switch (duration.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMinutes(amount);
                    };
            if (latency.compareTo(LONGEST) <= 0) {
                return latency;
            }
        }
        throw refused(directive, "is no latency: give 0s to 30m, such as 250ms, 2s or 20m");
    }

    private static FleetException refused(String directive, String why) {
        return new FleetException(
                ErrorCode.INVALID_ARGUMENT, "Directive '%s' %s".formatted(directive, why));
    }
}
