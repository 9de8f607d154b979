package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finished report, read as a person would: numbers with or without separators, at the precision
 * they are shown.
 */
record ReportReader(String text) {

    private static final Pattern NUMBER =
            Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?");

    /**
     * Fails unless the text, or a number that is this one at its shown precision, stands in the
     * report.
     */
    void reports(Object expected) {
        if (expected instanceof Number number) {
            assertThat(numbers())
                    .as("a figure equal to %s in%n%s", number, text)
                    .anyMatch(shown -> isRounded(shown, number.doubleValue()));
        } else {
            assertThat(text).contains(expected.toString());
        }
    }

    private static boolean isRounded(BigDecimal shown, double exact) {
        double half = Math.pow(10, -shown.scale()) / 2;
        boolean enough = shown.scale() >= 1 || exact == Math.rint(exact) || Math.abs(exact) >= 1000;
        return enough && Math.abs(shown.doubleValue() - exact) <= half + 1e-9;
    }

    List<BigDecimal> numbers() {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(new BigDecimal(matcher.group().replace(",", "")));
        }
        return numbers;
    }
}
