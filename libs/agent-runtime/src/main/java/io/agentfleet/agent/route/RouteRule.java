package io.agentfleet.agent.route;

import java.text.Normalizer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Sends calls to a tier. All that is given must hold.
 *
 * @param text found in what the user asked
 * @param longerThan tokens that the model reads
 * @param shorterThan tokens that the model reads
 * @param agent whose calls
 * @param step of this kind
 * @param reason shown with each answer
 */
public record RouteRule(
        Optional<Pattern> text,
        OptionalInt longerThan,
        OptionalInt shorterThan,
        Optional<String> agent,
        Optional<StepKind> step,
        Tier tier,
        String reason) {

    /**
     * A pattern for what users ask, in any script: letters of either case, and of either Unicode
     * form, are the same.
     *
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static Pattern pattern(String regex) {
        return Pattern.compile(
                composed(regex), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** True if the rule holds for this call. */
    public boolean holds(RouteQuestion question) {
        return agent.stream().allMatch(question.agent().value()::equals)
                && step.stream().allMatch(question.steps()::contains)
                && text.stream().allMatch(p -> p.matcher(composed(question.text())).find())
                && (longerThan.isEmpty() || question.tokens().getAsInt() > longerThan.getAsInt())
                && (shorterThan.isEmpty() || question.tokens().getAsInt() < shorterThan.getAsInt());
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
