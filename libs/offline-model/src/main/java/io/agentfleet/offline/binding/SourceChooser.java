package io.agentfleet.offline.binding;

import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Term;
import io.agentfleet.offline.tables.Column;
import io.agentfleet.offline.tables.ColumnRole;
import io.agentfleet.offline.tables.NameMatch;
import io.agentfleet.offline.tables.Source;
import io.agentfleet.offline.tables.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses tables: which to describe, which to read, which two to join. */
public final class SourceChooser {

    /** The most tables to describe: more would cost more tokens than a node has. */
    public static final int MOST_DESCRIBED = 3;

    /** How much better two joined tables must match a question than one table. */
    private static final double WORTH_A_JOIN = 0.25;

    private final Intent intent;

    public SourceChooser(Intent intent) {
        this.intent = intent;
    }

    /** The best binding over the described tables; empty if there are none. */
    public Optional<Binding> choose(List<Table> described) {
        Optional<Binding> single =
                described.stream().map(table -> Binder.bind(intent, Source.of(table))).max(order());
        Optional<Binding> joined =
                described.stream()
                        .flatMap(main ->
                                described.stream()
                                        .filter(o -> !o.name().equals(main.name()))
                                        .flatMap(o -> Source.joined(main, o).stream()))
                        .map(source -> Binder.bind(intent, source))
                        .max(order());
        boolean better =
                joined.isPresent()
                        && joined.get().fits()
                        && (!single.orElseThrow().fits()
                                || worth(joined.get()) > worth(single.get()) + WORTH_A_JOIN);
        return better ? joined : single;
    }

    /** Unmatched words, and groups shown only by their keys, make a join worthwhile. */
    private static double worth(Binding binding) {
        long keys = binding.axes().groups().stream().filter(g -> g.role() == ColumnRole.ID).count();
        return binding.reading().score() - 0.5 * binding.reading().unmatched().size() - 0.5 * keys;
    }

    private static Comparator<Binding> order() {
        return Comparator.comparing(Binding::fits)
                .thenComparingDouble(b -> b.reading().score())
                .thenComparingLong(b -> b.source().main().rows());
    }

    /**
     * The next table to describe; empty if those described are enough.
     *
     * @param listed all tables, with columns if the list contains them
     * @param described the tables described so far
     */
    public Optional<Table> next(List<Table> listed, List<Table> described) {
        if (described.size() >= MOST_DESCRIBED) {
            return Optional.empty();
        }
        List<Table> open =
                listed.stream()
                        .filter(t -> described.stream().noneMatch(d -> d.name().equals(t.name())))
                        .sorted(
                                Comparator.comparingDouble(this::promise)
                                        .thenComparingLong(Table::rows)
                                        .reversed())
                        .toList();
        if (described.isEmpty() || open.isEmpty()) {
            return open.stream().findFirst();
        }
        Binding best = choose(described).orElseThrow();
        boolean suffices =
                best.fits()
                        && best.reading().unmatched().isEmpty()
                        && best.axes().groups().stream().allMatch(g -> g.role() != ColumnRole.ID)
                        && (best.measure().explicit() || intent.contentTerms().isEmpty());
        return suffices ? Optional.empty() : open.stream().filter(t -> helps(t, best)).findFirst();
    }

    /** A table whose columns are known helps if it can be joined or matches more words. */
    private boolean helps(Table table, Binding best) {
        Table main = best.source().main();
        if (table.columns().isEmpty() || !best.fits()) {
            return true;
        }
        return Source.shareKey(main, table) || promise(table) > promise(main);
    }

    /** How much of the question the names of a table match. */
    private double promise(Table table) {
        double sum = 0;
        for (Term term : intent.contentTerms()) {
            double best = 0.9 * NameMatch.score(term, table.name());
            for (Column column : table.columns()) {
                best = Math.max(best, NameMatch.score(term, column.name()));
            }
            sum += best >= 0.45 ? best : 0;
        }
        boolean dated = table.columns().stream().anyMatch(c -> c.role() == ColumnRole.DATE);
        boolean measured = table.columns().stream().anyMatch(c -> c.role() == ColumnRole.MEASURE);
        boolean timed = !intent.time().periods().isEmpty() || intent.time().grain().isPresent();
        return sum + (dated && timed ? 0.5 : 0) + (measured ? 0.2 : 0);
    }
}
