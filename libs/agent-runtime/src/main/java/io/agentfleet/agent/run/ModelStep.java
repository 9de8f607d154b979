package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.gateway.ModelAnswer;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.journal.JournalEntry;
import io.agentfleet.agent.memory.ContextWindow;
import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.taskmodel.task.Task;
import java.util.List;
import java.util.Optional;

/** The model's part of a step: from the journal if it answered before, else asked and recorded. */
final class ModelStep {

    private final AgentDefinition agent;
    private final ModelGateway models;
    private final RunSettings settings;
    private final JournalReplay replay;

    ModelStep(
            AgentDefinition agent,
            ModelGateway models,
            RunSettings settings,
            JournalReplay replay) {
        this.agent = agent;
        this.models = models;
        this.settings = settings;
        this.replay = replay;
    }

    ModelResponse next(
            int step,
            List<Message> messages,
            List<ToolSpecification> offered,
            RunProgress progress) {
        var known = replay.answer(step);
        known.ifPresent(entry -> progress.budget().settle(entry.usage().tokens()));
        var answer = known.orElseGet(() -> ask(step, messages, offered, progress));
        progress.modelAnswered(step, answer);
        return answer.response();
    }

    private JournalEntry.ModelAnswered ask(
            int step,
            List<Message> messages,
            List<ToolSpecification> offered,
            RunProgress progress) {
        ModelRequest request =
                new ModelRequest(
                        agent.card().name(),
                        new ContextWindow(settings.contextTokens()).fit(messages),
                        offered,
                        agent.outputSchema(),
                        Math.min(settings.answerTokens(), progress.budget().remaining()));
        long start = System.nanoTime();
        ModelAnswer answer =
                models.complete(
                        request,
                        caller(progress.task()),
                        progress.budget(),
                        Optional.of(progress.saying(step)));
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        return replay.record(
                new JournalEntry.ModelAnswered(step, answer.response(), answer.usage(), tookMs));
    }

    private static Caller caller(Task task) {
        return new Caller(
                task.tenant(),
                task.session(),
                task.rootId(),
                task.context().getOrDefault(Task.USER_GOAL, task.prompt()),
                task.limits().deadline());
    }
}
