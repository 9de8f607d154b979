package io.agentfleet.agent.execution;

import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.RunCompletion;
import io.agentfleet.agent.run.RunSettings;
import io.agentfleet.agent.trace.AgentSpans;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentProgressEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.taskmodel.task.Task;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** All that one agent process is made of below its Kafka door; several may share a journal. */
public final class AgentProcess implements AutoCloseable {

    static final Duration BEAT = Duration.ofMillis(100);

    public final ScriptedLanguageModel model = new ScriptedLanguageModel();
    final FakeToolGateway tools = new FakeToolGateway().with("find", "1");
    final InMemoryRecordLog log = new InMemoryRecordLog();
    final Cancellations cancellations = new Cancellations();
    final SimpleMeterRegistry meterRegistry = new SimpleMeterRegistry();
    final Leases leases;
    final RunService runs;
    private final RunWatch watch;

    private record Agent(AgentCard card, Set<String> tools) implements AgentDefinition {
        @Override
        public String systemPrompt() {
            return "You find.";
        }
    }

    public AgentProcess(StepJournal journal, OwnerHeartbeats owners) {
        this(OwnerId.random(), journal, owners);
    }

    AgentProcess(OwnerId self, StepJournal journal, OwnerHeartbeats owners) {
        InstantSource clock = InstantSource.system();
        AgentCard card = new AgentCard(new AgentName("search"), "1.0.0", "finds");
        ModelGateway models = Gateways.of(model);
        AgentRunner runner =
                new AgentRunner(
                        new Agent(card, Set.of("find")),
                        models,
                        tools,
                        new InMemoryMemoryStore(),
                        RunSettings.DEFAULT,
                        clock);
        leases = new Leases(self, journal, owners, clock, BEAT);
        watch =
                new RunWatch(
                        log, clock, Duration.ofMinutes(1), Duration.ofMillis(50), cancellations);
        AgentMeters meters = new AgentMeters(meterRegistry, card, Set.of("find"));
        runs =
                new RunService(
                        runner,
                        leases,
                        watch,
                        new ResultPublisher(log, clock, runner.versions(), new Unobserved()),
                        meters,
                        AgentSpans.OFF);
        cancellations.ordersAreKnown();
    }

    /** Carries out a task that came by log; true if its record may be committed. */
    public boolean carryOut(Task task, BooleanSupplier mine) throws InterruptedException {
        return !(runs.carryOut(task, Context.root(), mine) instanceof RunCompletion.Left);
    }

    /** The results that it published. */
    public List<AgentResultEvent> results() {
        return log.events(Topics.RESULTS, AgentResultEvent.class);
    }

    List<AgentProgressEvent> signsOfLife() {
        return log.events(Topics.PROGRESS, AgentProgressEvent.class);
    }

    @Override
    public void close() {
        leases.close();
        watch.close();
    }

    private record Unobserved() implements RunObserver {
        @Override
        public void said(Task task, TaskEvent.Stepped piece) {}

        @Override
        public void accepted(Task task) {}

        @Override
        public void stepped(Task task, int sequence, TaskEvent.Stepped step) {}

        @Override
        public void ended(Task task, RunResult result) {}
    }
}
