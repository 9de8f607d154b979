package io.agentfleet.failpoints.service;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.failpoints.point.Failpoint;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.schemas.TaskId;
import java.util.OptionalLong;

/** A journal after each of whose writes the process can be held. */
final class FailpointJournal implements StepJournal {

    private final StepJournal real;
    private final Failpoints points;

    FailpointJournal(StepJournal real, Failpoints points) {
        this.real = real;
        this.points = points;
    }

    @Override
    public ClaimResult claim(
            TaskId task, int attempt, OwnerId owner, OptionalLong dead, String mark) {
        ClaimResult claimed = real.claim(task, attempt, owner, dead, mark);
        if (claimed instanceof ClaimResult.Granted) {
            points.reached(Failpoint.CLAIMED);
        }
        return claimed;
    }

    @Override
    public void append(Claim claim, JournalEntry entry) {
        real.append(claim, entry);
        switch (entry) {
            case JournalEntry.ModelAnswered _ -> points.reached(Failpoint.MODEL_JOURNALED);
            case JournalEntry.ToolAnswered _ -> points.reached(Failpoint.TOOL_JOURNALED);
        }
    }

    @Override
    public void end(Claim claim, String result) {
        real.end(claim, result);
        points.reached(Failpoint.RESULT_KEPT);
    }

    @Override
    public void release(Claim claim) {
        real.release(claim);
    }
}
