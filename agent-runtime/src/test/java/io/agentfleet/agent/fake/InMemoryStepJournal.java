package io.agentfleet.agent.fake;

import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.schemas.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal that lasts as long as the test. */
public final class InMemoryStepJournal implements StepJournal {

    private final Map<String, List<JournalEntry>> entries = new HashMap<>();

    @Override
    public synchronized List<JournalEntry> read(TaskId task, int attempt) {
        return List.copyOf(entries.getOrDefault(task + ":" + attempt, List.of()));
    }

    @Override
    public synchronized void append(TaskId task, int attempt, JournalEntry entry) {
        entries.computeIfAbsent(task + ":" + attempt, ignored -> new ArrayList<>()).add(entry);
    }

    @Override
    public synchronized void forget(TaskId task, int attempt) {
        entries.remove(task + ":" + attempt);
    }
}
