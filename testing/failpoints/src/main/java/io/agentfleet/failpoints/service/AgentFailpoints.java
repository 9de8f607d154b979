package io.agentfleet.failpoints.service;

import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.failpoints.model.DrillLanguageModel;
import io.agentfleet.failpoints.point.Failpoints;
import io.agentfleet.messaging.log.RecordLog;
import java.util.Optional;

/** The scripted model, and failpoints around the ports of an agent. */
public final class AgentFailpoints implements AgentDrill {

    private final Optional<Failpoints> points;

    /** For the class path. */
    public AgentFailpoints() {
        this(Failpoints.ofProcess());
    }

    AgentFailpoints(Optional<Failpoints> points) {
        this.points = points;
    }

    @Override
    public Optional<LanguageModel> model() {
        return Optional.of(new DrillLanguageModel());
    }

    @Override
    public LanguageModel around(LanguageModel model) {
        return points.<LanguageModel>map(set -> new FailpointModel(model, set)).orElse(model);
    }

    @Override
    public ToolGateway around(ToolGateway tools) {
        return points.<ToolGateway>map(set -> new FailpointTools(tools, set)).orElse(tools);
    }

    @Override
    public StepJournal around(StepJournal journal) {
        return points.<StepJournal>map(set -> new FailpointJournal(journal, set)).orElse(journal);
    }

    @Override
    public RecordLog around(RecordLog log) {
        return points.<RecordLog>map(set -> new FailpointLog(log, set)).orElse(log);
    }
}
