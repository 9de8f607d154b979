package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.memory.ContextWindow;
import io.agentfleet.agent.memory.Conversation;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.memory.Turn;
import io.agentfleet.agent.model.ModelGateway;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.schemas.FleetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries out tasks of one agent: plan, act, observe, until there is an answer or a reason to stop.
 * Blocking, safe for many threads; one run stays on its caller's thread, tool calls of one answer
 * run side by side.
 *
 * <p>Never throws for a run that went wrong: that is an outcome. A run that is started again after
 * a crash replays its journal, tells the same steps again in the same order, and goes on.
 */
public final class AgentRunner {

    private static final int SAVE_ATTEMPTS = 5;

    private final AgentDefinition agent;
    private final ModelGateway models;
    private final ToolGateway tools;
    private final MemoryStore memory;
    private final StepJournal journal;
    private final RunSettings settings;

    public AgentRunner(
            AgentDefinition agent,
            ModelGateway models,
            ToolGateway tools,
            MemoryStore memory,
            StepJournal journal,
            RunSettings settings) {
        this.agent = agent;
        this.models = models;
        this.tools = tools;
        this.memory = memory;
        this.journal = journal;
        this.settings = settings;
    }

    /** Runs the task to its end, telling each step from the calling thread as it happens. */
    public RunResult run(Task task, CancellationSignal signal, Consumer<Step> steps) {
        Progress progress = new Progress(task, steps);
        signal.attach();
        RunOutcome outcome;
        try {
            outcome = loop(task, signal, progress);
            if (outcome instanceof RunOutcome.Completed(String answer)) {
                remember(task, answer);
            }
        } catch (FleetException e) {
            outcome = progress.stopped(signal, e);
        } catch (RuntimeException e) {
            outcome = progress.broken(signal, e);
        } finally {
            signal.detach();
        }
        return progress.result(outcome);
    }

    private RunOutcome loop(Task task, CancellationSignal signal, Progress progress) {
        Replay replay = new Replay(journal, task);
        Thinking thinking = new Thinking(agent, models, settings, replay);
        Acting acting = new Acting(tools, settings, replay, signal);
        List<ToolSpecification> offered = offeredTools();
        List<Message> messages = new ArrayList<>(opening(task));

        for (int step = 1; step <= task.limits().maxSteps(); step++) {
            progress.check(signal);
            Message.Assistant answer = thinking.next(step, messages, offered, progress);
            messages.add(answer);
            if (progress.isOverdrawn()) {
                return progress.outOfTokens();
            }
            if (answer.toolCalls().isEmpty()) {
                return new RunOutcome.Completed(answer.text());
            }
            progress.check(signal);
            messages.addAll(acting.carryOut(step, answer.toolCalls(), progress));
            if (progress.ending().isPresent()) {
                return progress.ending().get();
            }
        }
        return progress.outOfSteps();
    }

    private List<ToolSpecification> offeredTools() {
        if (agent.tools().isEmpty()) {
            return List.of();
        }
        return tools.toolsFor(agent.card().name()).stream()
                .filter(tool -> agent.tools().contains(tool.name()))
                .toList();
    }

    private List<Message> opening(Task task) {
        Conversation history = memory.load(keyOf(task)).before(task.id().value());
        return new ContextWindow(settings.contextTokens())
                .open(
                        agent.systemPrompt(),
                        history,
                        ContextPacket.render(task, agent.reference()),
                        task.limits().tokenBudget());
    }

    /** Losing the race every time costs a memory, not the answer. */
    private void remember(Task task, String answer) {
        String asked = task.context().getOrDefault(Task.USER_GOAL, task.prompt());
        Turn turn = new Turn(task.id().value(), asked, answer);
        for (int attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
            Conversation known = memory.load(keyOf(task));
            if (known.remembers(turn.taskId()) || memory.save(keyOf(task), known.with(turn))) {
                return;
            }
        }
    }

    private MemoryKey keyOf(Task task) {
        return new MemoryKey(task.tenant(), agent.card().name(), task.session());
    }
}
