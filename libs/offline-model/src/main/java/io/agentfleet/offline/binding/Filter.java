package io.agentfleet.offline.binding;

import io.agentfleet.offline.question.NumberCondition.Comparison;
import io.agentfleet.offline.tables.ColumnRef;
import java.math.BigDecimal;
import java.util.List;

/** A restriction of the rows. */
public sealed interface Filter {

    ColumnRef ref();

    /** The column holds one of the values (or, excluded, none of them). */
    record OneOf(ColumnRef ref, List<String> values, boolean excluded) implements Filter {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The column compares with a number. */
    record Compared(ColumnRef ref, Comparison comparison, BigDecimal number) implements Filter {}

    /** The yes-no column says so. */
    record Flag(ColumnRef ref, boolean value) implements Filter {}
}
