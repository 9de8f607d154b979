package io.agentfleet.agent.drill;

import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.pause.PausePoints;

/**
 * Puts pause points around the ports of this process if it takes part in a rehearsal ({@code
 * FLEET_PAUSE_DIR} is set); gives them back as they are otherwise.
 */
public final class Rehearsal {

    private Rehearsal() {}

    public static LanguageModel around(LanguageModel model) {
        return PausePoints.ofProcess()
                .<LanguageModel>map(points -> new PausingModel(model, points))
                .orElse(model);
    }

    public static ToolGateway around(ToolGateway tools) {
        return PausePoints.ofProcess()
                .<ToolGateway>map(points -> new PausingTools(tools, points))
                .orElse(tools);
    }

    public static StepJournal around(StepJournal journal) {
        return PausePoints.ofProcess()
                .<StepJournal>map(points -> new PausingJournal(journal, points))
                .orElse(journal);
    }

    public static RecordLog around(RecordLog log) {
        return PausePoints.ofProcess()
                .<RecordLog>map(points -> new PausingLog(log, points))
                .orElse(log);
    }
}
