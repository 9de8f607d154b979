package io.agentfleet.offline.question;

import java.math.BigDecimal;

/**
 * A comparison with a number, such as "over 1000" or "5만 이상".
 *
 * @param comparison how values are compared with the number
 * @param number the number
 * @param concept what its unit suggests, such as {@code amount} for 원; empty without a unit
 * @param position its position in the question
 */
public record NumberCondition(
        Comparison comparison, BigDecimal number, String concept, int position) {

    /** A comparison operator of SQL. */
    public enum Comparison {
        OVER(">"),
        AT_LEAST(">="),
        UNDER("<"),
        AT_MOST("<="),
        EQUAL("=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
