package io.agentfleet.agent.drill;

import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.messaging.log.RecordLog;
import java.util.Optional;

/** What a drill may change in an agent. Nothing, outside of one. */
public interface AgentDrill {

    /** An agent that works. */
    AgentDrill NONE = new AgentDrill() {};

    /** One more model to choose from, under the name of its provider. */
    default Optional<LanguageModel> model() {
        return Optional.empty();
    }

    /** What is used in place of this model. */
    default LanguageModel around(LanguageModel model) {
        return model;
    }

    /** What is used in place of these tools. */
    default ToolGateway around(ToolGateway tools) {
        return tools;
    }

    /** What is used in place of this journal. */
    default StepJournal around(StepJournal journal) {
        return journal;
    }

    /** What results are published with in place of this log. */
    default RecordLog around(RecordLog log) {
        return log;
    }
}
