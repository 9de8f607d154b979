package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.language.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a question says about time.
 *
 * @param periods in the order of the question
 * @param grain the step of the calendar that it wants figures by
 * @param perStep whether it wants the average of such steps: "average per day", "일평균"
 * @param baseline what it wants compared with an earlier time, if so
 */
public record TimeScope(
        List<Period> periods, Optional<Grain> grain, boolean perStep, Optional<Baseline> baseline) {
    public TimeScope {
        periods = List.copyOf(periods);
    }

    /**
     * The earlier time.
     *
     * @param step how far back; empty for the period just before
     */
    public record Baseline(Optional<Grain> step) {}
}
