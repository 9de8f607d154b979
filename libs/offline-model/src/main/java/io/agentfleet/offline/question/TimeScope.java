package io.agentfleet.offline.question;

import io.agentfleet.offline.language.Grain;
import io.agentfleet.offline.language.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a question says about time.
 *
 * @param periods in the order of the question
 * @param grain the calendar step that figures are grouped by
 * @param perStep whether it asks for the average of such steps: "average per day", "일평균"
 * @param baseline the comparison with an earlier time, if it asks for one
 */
public record TimeScope(
        List<Period> periods, Optional<Grain> grain, boolean perStep, Optional<Baseline> baseline) {
    public TimeScope {
        periods = List.copyOf(periods);
    }

    /**
     * The earlier time to compare with.
     *
     * @param step how far back; empty for the preceding period
     */
    public record Baseline(Optional<Grain> step) {}
}
