package io.agentfleet.agent.journal;

import io.agentfleet.agent.fake.InMemoryStepJournal;

class InMemoryStepJournalTest extends StepJournalContract {

    private final InMemoryStepJournal journal = new InMemoryStepJournal();

    @Override
    StepJournal journal() {
        return journal;
    }

    @Override
    void empty() {
        journal.empty();
    }
}
