package io.agentfleet.taskmodel.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;

/** Task events as JSON: the {@code detail} of a lifecycle record. */
public final class TaskEventJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private TaskEventJson() {}

    public static String write(TaskEvent event) {
        try {
            return JSON.writerFor(TaskEvent.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task event has no JSON form", e);
        }
    }

    /**
     * The event in the detail of a lifecycle record.
     *
     * @throws FleetException with UNREADABLE_RECORD if there is none
     */
    public static TaskEvent read(String detail) {
        try {
            return JSON.readValue(detail, TaskEvent.class);
        } catch (JsonProcessingException e) {
            throw new FleetException(
                    ErrorCode.UNREADABLE_RECORD,
                    "the detail of a lifecycle record is no task event: " + e.getOriginalMessage(),
                    e);
        }
    }
}
