package io.agentfleet.offline.binding;

import io.agentfleet.offline.question.NumberCondition.Comparison;
import io.agentfleet.offline.tables.ColumnRef;
import java.math.BigDecimal;
import java.util.List;

/** A restriction of the rows. */
public sealed interface Filter {

    ColumnRef ref();

    /** The column has one of the values (if excluded, none of them). */
    record OneOf(ColumnRef ref, List<String> values, boolean excluded) implements Filter {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The column is compared with a number. */
    record Compared(ColumnRef ref, Comparison comparison, BigDecimal number) implements Filter {}

    /** The boolean column has this value. */
    record Flag(ColumnRef ref, boolean value) implements Filter {}
}
