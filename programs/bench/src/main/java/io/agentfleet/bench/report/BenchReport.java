package io.agentfleet.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;

/**
 * All that was measured.
 *
 * @param task what one task consists of
 * @param machine where it ran
 * @param heatSeconds under load at most, once per fleet, thrown away
 * @param warmUpSeconds before each measurement, thrown away
 */
public record BenchReport(
        String task,
        String machine,
        long heatSeconds,
        long warmUpSeconds,
        List<LoopFigures> loops,
        Optional<WaitingFigures> waiting,
        Optional<ScalingFigures> scaling,
        Optional<ListFigures> lists) {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    public BenchReport {
        loops = List.copyOf(loops);
    }

    /** True if every task was answered well. */
    public boolean isClean() {
        return failed() == 0;
    }

    /** Tasks that were not answered well, the floor's included. */
    public long failed() {
        return loops.stream().mapToLong(l -> l.fleet().failed() + l.floor().failed()).sum()
                + waiting.map(w -> w.timing().failed()).orElse(0L)
                + scaling.map(ScalingFigures::lost).orElse(0L)
                + lists.stream()
                        .flatMap(l -> l.rows().stream())
                        .mapToLong(row -> row.timing().failed())
                        .sum();
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written", e);
        }
    }
}
