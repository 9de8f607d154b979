package io.agentfleet.agent.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.agent.run.RunCompletion;
import java.io.UncheckedIOException;

/** A run that ended, in the form in which the journal keeps it. */
final class CompletionJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .findAndAddModules()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private CompletionJson() {}

    static RunCompletion.Ended read(String text) {
        try {
            return JSON.readValue(text, RunCompletion.Ended.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A kept result is unreadable", e);
        }
    }

    static String write(RunCompletion.Ended ended) {
        try {
            return JSON.writeValueAsString(ended);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
