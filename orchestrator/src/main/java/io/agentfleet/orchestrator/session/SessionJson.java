package io.agentfleet.orchestrator.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sessions as they are stored. Fields that a version does not know are passed over, so a state can
 * be read by the versions before and after the one that wrote it.
 */
public final class SessionJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(com.fasterxml.jackson.databind.MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                    .addMixIn(TaskId.class, Text.class)
                    .addMixIn(SessionId.class, Text.class)
                    .addMixIn(AgentName.class, Text.class)
                    .build();

    private SessionJson() {}

    public static byte[] write(Session session) {
        try {
            return JSON.writeValueAsBytes(session);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session has no JSON form", e);
        }
    }

    public static Session read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Session.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored session cannot be read", e);
        }
    }

    /** An id is stored as its text. */
    private abstract static class Text {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("unused")
        Text(String value) {}

        @JsonValue
        abstract String value();
    }
}
