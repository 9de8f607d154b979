package io.agentfleet.agent.fake;

import io.agentfleet.agent.journal.Claim;
import io.agentfleet.agent.journal.ClaimResult;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A journal that lasts as long as the test, or until it is emptied. */
public final class InMemoryStepJournal implements StepJournal {

    private static final class Page {
        final int attempt;
        final long fence;
        @Nullable OwnerId owner;
        String mark = "";
        @Nullable String result;
        boolean gap;
        List<JournalEntry> entries = new ArrayList<>();

        Page(int attempt, long fence, OwnerId owner) {
            this.attempt = attempt;
            this.fence = fence;
            this.owner = owner;
        }
    }

    private final Map<TaskId, Page> pages = new HashMap<>();
    private long fences;

    @Override
    public synchronized ClaimResult claim(
            TaskId task, int attempt, OwnerId owner, OptionalLong dead, String mark) {
        @Nullable Page known = pages.get(task);
        if (known != null && known.attempt > attempt) {
            return new ClaimResult.Superseded(known.attempt);
        }
        Page next = new Page(attempt, ++fences, owner);
        next.mark = mark;
        Optional<ClaimResult.Earlier> earlier = Optional.empty();
        if (known != null && known.attempt == attempt) {
            if (known.result != null) {
                return new ClaimResult.Ended(known.result);
            }
            if (known.owner != null && !dead.equals(OptionalLong.of(known.fence))) {
                return new ClaimResult.Held(known.owner, known.fence);
            }
            next.entries = known.gap ? next.entries : known.entries;
            boolean brokeOff = known.owner != null;
            if (brokeOff || !known.mark.isEmpty()) {
                earlier = Optional.of(new ClaimResult.Earlier(known.mark, brokeOff));
            }
        }
        pages.put(task, next);
        return new ClaimResult.Granted(
                new Claim(task, attempt, owner, next.fence), next.entries, earlier);
    }

    @Override
    public synchronized void append(Claim claim, JournalEntry entry) {
        Page page = page(claim);
        if (!page.gap) {
            page.entries.add(entry);
        }
    }

    @Override
    public synchronized void end(Claim claim, String result) {
        Page page = page(claim);
        page.result = result;
        page.owner = null;
        page.gap = false;
        page.entries = new ArrayList<>();
    }

    private Page page(Claim claim) {
        @Nullable Page known = pages.get(claim.task());
        if (known != null
                && (known.attempt > claim.attempt()
                        || (known.attempt == claim.attempt() && known.fence > claim.fence()))) {
            throw new FleetException(ErrorCode.SUPERSEDED, claim + " is stale");
        }
        if (known != null && known.attempt == claim.attempt() && known.fence == claim.fence()) {
            return known;
        }
        Page again = new Page(claim.attempt(), claim.fence(), claim.owner());
        again.gap = true;
        pages.put(claim.task(), again);
        return again;
    }

    @Override
    public synchronized void release(Claim claim) {
        @Nullable Page known = pages.get(claim.task());
        if (known != null && known.fence == claim.fence()) {
            known.owner = null;
        }
    }

    /** As if the store had lost everything. */
    public synchronized void empty() {
        pages.clear();
    }

    /** What is recorded of a task that has not ended. */
    public synchronized List<JournalEntry> entries(TaskId task) {
        @Nullable Page known = pages.get(task);
        return known == null ? List.of() : List.copyOf(known.entries);
    }
}
