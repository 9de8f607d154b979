package io.agentfleet.faults.effects;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One execution of the tool {@code keep_book}.
 *
 * @param key the call's idempotency key
 * @param repeated the key was in the book before: the tool ran again, the effect did not happen
 *     again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExecutionRecord(
        @JsonProperty("key") String key,
        @JsonProperty("session") String session,
        @JsonProperty("root") String root,
        @JsonProperty("task") String task,
        @JsonProperty("agent") String agent,
        @JsonProperty("entry") String entry,
        @JsonProperty("at") String at,
        @JsonProperty("repeated") boolean repeated) {}
