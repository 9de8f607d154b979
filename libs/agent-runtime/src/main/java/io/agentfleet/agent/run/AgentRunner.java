package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.memory.ContextWindow;
import io.agentfleet.agent.memory.Conversation;
import io.agentfleet.agent.memory.MemoryKey;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.memory.Turn;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.RunOutcome;
import io.agentfleet.taskmodel.run.Step;
import io.agentfleet.taskmodel.task.Task;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Carries out tasks of one agent: plan, act, observe, until there is an answer or a reason to stop.
 * Blocking, safe for many threads; one run stays on its caller's thread, tool calls of one answer
 * run side by side.
 *
 * <p>Never throws for a run that went wrong, not even for an Error: that is an outcome. A run that
 * is started again after a crash replays its journal, publishes the same steps again in the same
 * order, and goes on. One that lost its claim, or that is interrupted without a signal, has no
 * outcome.
 */
public final class AgentRunner {

    private static final Logger LOG = Logger.getLogger(AgentRunner.class);
    private static final int SAVE_ATTEMPTS = 5;

    private final AgentDefinition agent;
    private final ModelGateway models;
    private final ToolGateway tools;
    private final MemoryStore memory;
    private final RunSettings settings;
    private final InstantSource clock;

    public AgentRunner(
            AgentDefinition agent,
            ModelGateway models,
            ToolGateway tools,
            MemoryStore memory,
            RunSettings settings,
            InstantSource clock) {
        this.agent = agent;
        this.models = models;
        this.tools = tools;
        this.memory = memory;
        this.settings = settings;
        this.clock = clock;
    }

    /** What answers, stamped on each result: the versions of agent and model. */
    public SortedMap<String, String> versions() {
        return new TreeMap<>(
                Map.of("agent", agent.card().version(), "model", models.id().toString()));
    }

    /**
     * Runs the task under a claim of its journal, telling each step from the calling thread as it
     * happens. The caller keeps the result, or gives the claim back.
     */
    public RunCompletion run(
            Task task, JournalReplay replay, CancellationSignal signal, Consumer<Step> steps) {
        RunProgress progress = new RunProgress(agent, task, steps);
        signal.attach();
        try {
            return ended(progress, loop(replay, signal, progress));
        } catch (FleetException e) {
            return stopped(progress, signal, e);
        } catch (Throwable e) { // an Error, too, ends this run and nothing else
            LOG.errorf(e, "run_failed_unexpectedly task=%s", task.id());
            String what = "The run broke: %s; see the agent's log".formatted(e);
            return stopped(progress, signal, new FleetException(ErrorCode.INTERNAL, what, e));
        } finally {
            signal.detach();
        }
    }

    /**
     * The end of a run that a refusal stopped; a signal to stop explains whatever broke after it.
     */
    private RunCompletion stopped(
            RunProgress progress, CancellationSignal signal, FleetException e) {
        String message = String.valueOf(e.getMessage());
        if (e.code() == ErrorCode.SUPERSEDED) {
            return new RunCompletion.Superseded(progress.task().attempt());
        }
        var stop = signal.raised();
        if (stop.isEmpty() && isInterrupted(e)) {
            return new RunCompletion.Left(ErrorCode.CANCELLED, message);
        }
        ErrorCode code = stop.map(CancellationSignal.Stop::code).orElse(e.code());
        String reason = stop.map(CancellationSignal.Stop::reason).orElse(message);
        if (stop.isPresent() && code == ErrorCode.UNAVAILABLE) {
            return new RunCompletion.Left(code, reason);
        }
        return ended(progress, progress.outcome(code, reason));
    }

    private static boolean isInterrupted(FleetException e) {
        return e.code() == ErrorCode.CANCELLED || Thread.currentThread().isInterrupted();
    }

    private RunCompletion ended(RunProgress progress, RunOutcome outcome) {
        return new RunCompletion.Ended(progress.result(outcome), versions(), clock.instant());
    }

    private RunOutcome loop(JournalReplay replay, CancellationSignal signal, RunProgress progress) {
        progress.check(signal);
        Task task = progress.task();
        ModelStep modelStep = new ModelStep(agent, models, settings, replay);
        ToolStep toolStep = new ToolStep(tools, settings, replay, signal);
        Conversation history = JournalReplay.patiently(() -> memory.load(keyOf(task)));
        List<Message> messages = new ArrayList<>(opening(task, history));
        List<ToolSpecification> offered = offeredTools(task);

        AnswerRepair repair = new AnswerRepair(agent);
        for (int step = 1; step <= task.limits().maxSteps(); step++) {
            progress.check(signal);
            ModelResponse response = modelStep.next(step, messages, offered, progress);
            Message.Assistant answer = response.message();
            messages.add(answer);
            if (progress.isOverdrawn() || response.truncated()) {
                return progress.outOfTokens();
            }
            if (answer.toolCalls().isEmpty()) {
                Optional<Message> mend = repair.of(answer.text());
                if (mend.isEmpty()) {
                    remember(task, answer.text(), history);
                    return new RunOutcome.Completed(answer.text());
                }
                messages.add(mend.get());
                continue;
            }
            progress.check(signal);
            messages.addAll(toolStep.carryOut(step, answer.toolCalls(), progress));
            if (progress.ending().isPresent()) {
                return progress.ending().get();
            }
        }
        return progress.outOfSteps();
    }

    private List<ToolSpecification> offeredTools(Task task) {
        AgentTools found =
                JournalReplay.patiently(() -> AgentTools.of(agent, task.tenant(), tools));
        if (found.none()) {
            throw new FleetException(ErrorCode.TOOL_UNAVAILABLE, found.explanation());
        }
        return found.present();
    }

    private List<Message> opening(Task task, Conversation history) {
        return new ContextWindow(settings.contextTokens())
                .open(
                        agent.systemPrompt(),
                        history.before(task.id().value()),
                        TaskPrompt.render(task, agent.reference()),
                        task.limits().tokenBudget());
    }

    /** Losing the race every time costs a memory, not the answer. */
    private void remember(Task task, String answer, Conversation history) {
        String asked = task.context().getOrDefault(Task.USER_GOAL, task.prompt());
        Turn turn = new Turn(task.id().value(), asked, answer);
        MemoryKey key = keyOf(task);
        Conversation known = history;
        for (int attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
            Conversation next = known.with(turn);
            if (known.remembers(turn.taskId())
                    || JournalReplay.patiently(() -> memory.save(key, next))) {
                return;
            }
            known = JournalReplay.patiently(() -> memory.load(key));
        }
    }

    private MemoryKey keyOf(Task task) {
        return new MemoryKey(task.tenant(), agent.card().name(), task.session());
    }
}
