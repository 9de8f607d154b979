package io.agentfleet.taskmodel.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An amount of US dollars, exact: sums of any number of calls lose nothing. Travels as a decimal
 * number of dollars.
 *
 * @param nanos billionths of a dollar
 */
public record Money(long nanos) implements Comparable<Money> {

    public static final Money NONE = new Money(0);

    private static final int DECIMALS = 9;

    /**
     * An amount in dollars.
     *
     * @throws ArithmeticException if it has more than nine decimals, or is beyond nine billion
     */
    @JsonCreator
    public static Money usd(BigDecimal dollars) {
        return new Money(dollars.movePointRight(DECIMALS).longValueExact());
    }

    /** The amount in dollars, without zeros at its end. */
    @JsonValue
    public BigDecimal usd() {
        BigDecimal plain = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, other.nanos));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, other.nanos));
    }

    /** This amount so many times. */
    public Money times(long count) {
        return new Money(Math.multiplyExact(nanos, count));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, other.nanos);
    }

    @Override
    public String toString() {
        return "$" + usd().toPlainString();
    }
}
