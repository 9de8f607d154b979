package io.agentfleet.offline.binding;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.question.Aggregate;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.question.Term.Mark;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import java.util.List;
import java.util.Optional;

/** Chooses the shape of the answer once the data is known: the one asked for, if it is possible. */
record ShapeChooser(
        Intent intent,
        List<Filter> filters,
        List<ColumnRef> groups,
        Optional<ColumnRef> date,
        Optional<Grain> grain) {

    Shape choose(Measure measure) {
        return switch (intent.ask().shape()) {
            case FORECAST -> Shape.FORECAST;
            case WHY -> date.isPresent() ? Shape.WHY : groupsOrValue();
            case OVERVIEW -> Shape.OVERVIEW;
            case TREND -> date.isPresent() ? Shape.TREND : groupsOrValue();
            case SERIES -> grain.isPresent() && groups.isEmpty() ? Shape.SERIES : groupsOrValue();
            case GROUPS -> grouped();
            case RANK -> ranked(measure);
            case SHARE -> groups.isEmpty() && filters.isEmpty() ? Shape.VALUE : Shape.SHARE;
            case COMPARE -> compared();
            case VALUE -> value(measure);
            case ROWS -> measure.explicit() && filters.isEmpty() ? groupsOrValue() : Shape.ROWS;
        };
    }

    private Shape groupsOrValue() {
        return groups.isEmpty() ? Shape.VALUE : Shape.GROUPS;
    }

    private Shape grouped() {
        if (!groups.isEmpty()) {
            return Shape.GROUPS;
        }
        return grain.isPresent() ? Shape.SERIES : Shape.VALUE;
    }

    /** With nothing to rank: the extreme value, or rows if the question gives their number. */
    private Shape ranked(Measure measure) {
        if (!groups.isEmpty() || grain.isPresent()) {
            return Shape.RANK;
        }
        boolean counted = intent.ask().ranking().filter(r -> r.counted()).isPresent();
        boolean asked = intent.terms().stream().anyMatch(term -> term.is(Mark.ASKED));
        boolean ofRows = !measure.factors().isEmpty() && (counted || (asked && measure.explicit()));
        boolean dated = measure.factors().stream().anyMatch(f -> f.role() == ColumnRole.DATE);
        if (dated) {
            return intent.asksWhen() ? Shape.VALUE : Shape.RANK;
        }
        return ofRows && intent.ask().aggregate().isEmpty() ? Shape.RANK : Shape.VALUE;
    }

    private Shape compared() {
        boolean values =
                filters.stream()
                        .anyMatch(f -> f instanceof Filter.OneOf one && one.values().size() > 1);
        boolean times =
                date.isPresent()
                        && (!intent.time().periods().isEmpty()
                                || intent.time().baseline().isPresent());
        if (values || times) {
            return Shape.COMPARE;
        }
        if (!groups.isEmpty()) {
            return Shape.GROUPS;
        }
        return grain.isPresent() ? Shape.SERIES : Shape.VALUE;
    }

    /** A column asked for by itself is looked up, not computed. */
    private Shape value(Measure measure) {
        if (intent.time().perStep()) {
            boolean adds =
                    measure.aggregate().isAdditive()
                            || (measure.aggregate() == Aggregate.AVERAGE
                                    && (measure.isDerived()
                                            || measure.factors().stream()
                                                    .noneMatch(f -> f.column().isAveraged())));
            return adds && grain.isPresent() ? Shape.VALUE : grouped();
        }
        if (!groups.isEmpty()) {
            return Shape.GROUPS;
        }
        boolean lookup =
                intent.ask().aggregate().isEmpty() && !measure.explicit() && !filters.isEmpty();
        return lookup ? Shape.ROWS : Shape.VALUE;
    }
}
