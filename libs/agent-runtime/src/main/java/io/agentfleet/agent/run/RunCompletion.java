package io.agentfleet.agent.run;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.run.RunResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How an attempt of a task left the process that was asked to run it. */
public sealed interface RunCompletion {

    /**
     * It ended: just now, or earlier and in any process. Holds all that its result event is made
     * of, so that every copy of the event has the same bytes.
     *
     * @param versions what answered: agent, model
     * @param endedAt in whole milliseconds
     */
    record Ended(RunResult result, SortedMap<String, String> versions, Instant endedAt)
            implements RunCompletion {
        public Ended {
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
            endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Another claim counts: publish nothing.
     *
     * @param attempt the one that is known; the task's own if only the owner is another
     */
    record Superseded(int attempt) implements RunCompletion {}

    /**
     * It has no result yet: the next owner of the task continues the run.
     *
     * @param code UNAVAILABLE: this process stops; CANCELLED: its caller no longer waits
     */
    record Left(ErrorCode code, String reason) implements RunCompletion {}
}
