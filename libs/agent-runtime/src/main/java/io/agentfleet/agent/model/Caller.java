package io.agentfleet.agent.model;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * On whose behalf a model is called.
 *
 * @param tenant whose data
 * @param session the conversation
 * @param rootTask the user's task that it serves
 * @param question what the user asked, in the user's own words
 * @param deadline when the run must have ended, if it must
 */
public record Caller(
        String tenant,
        SessionId session,
        TaskId rootTask,
        String question,
        Optional<Instant> deadline) {}
