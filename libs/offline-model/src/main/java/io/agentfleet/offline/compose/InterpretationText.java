package io.agentfleet.offline.compose;

import io.agentfleet.offline.binding.Binding;
import io.agentfleet.offline.binding.Filter;
import io.agentfleet.offline.language.Language;
import io.agentfleet.offline.query.QueryPlan;
import io.agentfleet.offline.question.Intent;
import io.agentfleet.offline.question.Shape;
import io.agentfleet.offline.tables.ColumnRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes in words how a question was understood. */
final class InterpretationText {
    private final QueryPlan plan;
    private final Language language;

    InterpretationText(Intent intent, QueryPlan plan) {
        this.plan = plan;
        this.language = intent.language();
    }

    /** Measure, files, groups, filters and days in one line. */
    String line() {
        Binding binding = plan.binding();
        List<String> parts = new ArrayList<>();
        parts.add(
                binding.shape() == Shape.ROWS
                        ? language.pick("rows", "행 조회")
                        : binding.measure().label(language));
        parts.add(String.join(" + ", binding.source().files()));
        split().forEach(parts::add);
        binding.filters().forEach(filter -> parts.add(text(filter)));
        binding.reading().having().forEach(filter -> parts.add(text(filter)));
        range().ifPresent(parts::add);
        return String.join(", ", parts);
    }

    private Optional<String> range() {
        Optional<String> earlier = plan.window().earlier().map(e -> " vs " + e);
        return plan.window().range().map(range -> range + earlier.orElse(""));
    }

    private List<String> split() {
        Binding binding = plan.binding();
        List<String> parts = new ArrayList<>();
        if (!binding.axes().groups().isEmpty()) {
            String by =
                    binding.axes().groups().stream()
                            .map(ColumnRef::name)
                            .collect(Collectors.joining(", "));
            parts.add(language.pick("by " + by, by + "별"));
        }
        boolean stepped =
                binding.axes().grain().isPresent()
                        || binding.shape() == Shape.TREND
                        || binding.shape() == Shape.SERIES;
        if (stepped) {
            plan.window()
                    .grain()
                    .map(g -> g.word(language))
                    .ifPresent(g -> parts.add(language.pick("by " + g, g + "별")));
        }
        return parts;
    }

    String filters() {
        return plan.binding().filters().stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String text(Filter filter) {
        return switch (filter) {
            case Filter.OneOf one ->
                    one.ref().name()
                            + (one.excluded() ? " ≠ " : " = ")
                            + String.join(", ", one.values());
            case Filter.Compared compared ->
                    compared.ref().name()
                            + " "
                            + compared.comparison().sign()
                            + " "
                            + compared.number().toPlainString();
            case Filter.Flag flag -> flag.ref().name() + " = " + flag.value();
        };
    }

    /** What the user must know: words that were not found, choices that were made. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!plan.binding().reading().unmatched().isEmpty()) {
            String words =
                    plan.binding().reading().unmatched().stream()
                            .map(term -> "\"" + term.text() + "\"")
                            .collect(Collectors.joining(", "));
            notes.add(
                    language.pick(
                            "Nothing in the data matches "
                                    + words
                                    + "; the figures are without that restriction.",
                            words + "에 해당하는 값이나 열을 데이터에서 찾지 못해, 그 조건 없이 계산했습니다."));
        }
        notes.addAll(plan.binding().reading().notes());
        notes.addAll(plan.notes());
        return List.copyOf(notes);
    }
}
