package io.agentfleet.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of US dollars for people: to a millionth; {@code -o json} has all of it. */
public final class DollarText {

    private static final int DECIMALS = 6;

    private DollarText() {}

    /** Such as {@code $0.0123}; {@code $0} for a field that is not there. */
    public static String of(JsonNode amount) {
        BigDecimal rounded = amount.decimalValue().setScale(DECIMALS, RoundingMode.HALF_UP);
        BigDecimal plain = rounded.stripTrailingZeros();
        return "$" + (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
}
