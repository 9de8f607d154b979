package io.agentfleet.offline.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Formats numbers for readers: with thousands separators and at most two decimals, four for small
 * numbers.
 */
final class NumberText {
    private NumberText() {}

    static String of(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "-";
        }
        return value.isNumber() ? of(value.decimalValue()) : value.asText();
    }

    static String signed(JsonNode value) {
        boolean positive = value.isNumber() && value.decimalValue().signum() > 0;
        return (positive ? "+" : "") + of(value);
    }

    private static String of(BigDecimal value) {
        int decimals = value.abs().compareTo(BigDecimal.ONE) < 0 ? 4 : 2;
        DecimalFormat format =
                new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(value.setScale(decimals, RoundingMode.HALF_UP));
    }
}
