package io.agentfleet.offline.query;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.Measure;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.tables.ColumnRef;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses the columns to show when rows are listed. */
final class RowColumns {
    private static final int MOST_COLUMNS = 6;

    private RowColumns() {}

    /** The columns of listed rows: first those that the question names, then keys and names. */
    static List<ColumnRef> of(Intent intent, Binding binding, Measure measure) {
        Set<ColumnRef> shown = new LinkedHashSet<>();
        List<ColumnRef> all = binding.source().columns();
        all.stream()
                .filter(r -> r.role() == ColumnRole.ID || r.column().means("name"))
                .limit(2)
                .forEach(shown::add);
        all.stream()
                .filter(r ->
                        intent.contentTerms().stream().anyMatch(t -> NameMatch.fits(t, r.name())))
                .forEach(shown::add);
        shown.addAll(measure.factors());
        binding.filters().forEach(f -> shown.add(f.ref()));
        List<ColumnRef> list = new ArrayList<>(shown);
        all.stream().filter(r -> !list.contains(r)).forEach(list::add);
        return List.copyOf(list.subList(0, Math.min(MOST_COLUMNS, list.size())));
    }
}
