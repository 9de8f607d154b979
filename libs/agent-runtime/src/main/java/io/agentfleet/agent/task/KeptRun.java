package io.agentfleet.agent.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.taskmodel.run.RunResult;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that ended, as the journal keeps it: all that its result event is made of, so that every
 * copy of the event has the same bytes.
 *
 * @param versions what answered: agent, model
 */
public record KeptRun(RunResult result, SortedMap<String, String> versions, Instant endedAt) {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .findAndAddModules()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    static KeptRun of(RunResult result, Map<String, String> versions, Instant endedAt) {
        return new KeptRun(result, new TreeMap<>(versions), endedAt.truncatedTo(ChronoUnit.MILLIS));
    }

    static KeptRun parse(String text) {
        try {
            return JSON.readValue(text, KeptRun.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A kept result is unreadable", e);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
