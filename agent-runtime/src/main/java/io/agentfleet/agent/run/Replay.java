package io.agentfleet.agent.run;

import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.journal.StepJournal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One attempt's journal: what an earlier run of it recorded, and where this one records. */
final class Replay {

    private record Place(int step, int index) {}

    private final StepJournal journal;
    private final Task task;
    private final Map<Integer, JournalEntry.ModelAnswered> answers = new HashMap<>();
    private final Map<Place, JournalEntry.ToolAnswered> outcomes = new HashMap<>();

    Replay(StepJournal journal, Task task) {
        this.journal = journal;
        this.task = task;
        for (JournalEntry entry : journal.read(task.id(), task.attempt())) {
            switch (entry) {
                case JournalEntry.ModelAnswered answer -> answers.put(answer.step(), answer);
                case JournalEntry.ToolAnswered outcome ->
                        outcomes.put(new Place(outcome.step(), outcome.index()), outcome);
            }
        }
    }

    Optional<JournalEntry.ModelAnswered> answer(int step) {
        return Optional.ofNullable(answers.get(step));
    }

    Optional<JournalEntry.ToolAnswered> outcome(int step, int index) {
        return Optional.ofNullable(outcomes.get(new Place(step, index)));
    }

    <E extends JournalEntry> E record(E entry) {
        journal.append(task.id(), task.attempt(), entry);
        return entry;
    }
}
