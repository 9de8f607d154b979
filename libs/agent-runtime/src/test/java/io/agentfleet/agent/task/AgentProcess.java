package io.agentfleet.agent.task;

import io.agentfleet.agent.fake.FakeToolGateway;
import io.agentfleet.agent.fake.InMemoryMemoryStore;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.model.ModelGateway;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.RunSettings;
import io.agentfleet.agent.trace.AgentSpans;
import io.agentfleet.messaging.fake.InMemoryRecordLog;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentProgressEvent;
import io.agentfleet.schemas.event.AgentResultEvent;
import io.agentfleet.taskapi.fake.InMemoryTaskViews;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** All that one agent process is made of below its Kafka door; several may share a journal. */
final class AgentProcess implements AutoCloseable {

    static final Duration BEAT = Duration.ofMillis(100);

    final ScriptedLanguageModel model = new ScriptedLanguageModel();
    final FakeToolGateway tools = new FakeToolGateway().with("find", "1");
    final InMemoryRecordLog log = new InMemoryRecordLog();
    final Cancellations cancellations = new Cancellations();
    final SimpleMeterRegistry meterRegistry = new SimpleMeterRegistry();
    final Leases leases;
    final AgentRuns runs;
    final TaskWork work;
    private final RunWatch watch;

    private record Agent(AgentCard card, Set<String> tools) implements AgentDefinition {
        @Override
        public String systemPrompt() {
            return "You find.";
        }
    }

    AgentProcess(StepJournal journal, OwnerHeartbeats owners) {
        this(OwnerId.random(), journal, owners);
    }

    AgentProcess(OwnerId self, StepJournal journal, OwnerHeartbeats owners) {
        InstantSource clock = InstantSource.system();
        AgentCard card = new AgentCard(new AgentName("search"), "1.0.0", "finds");
        ModelGateway models =
                new ModelGateway(
                        model, (agent, id, usage) -> {}, new Random(1), Duration.ofMillis(1));
        AgentRunner runner =
                new AgentRunner(
                        new Agent(card, Set.of("find")),
                        models,
                        tools,
                        new InMemoryMemoryStore(),
                        journal,
                        RunSettings.DEFAULT);
        leases = new Leases(self, journal, owners, clock, BEAT);
        watch = new RunWatch(log, clock, Duration.ofMinutes(1), Duration.ofMillis(50));
        RunVersions versions = new RunVersions(Map.of("agent", "1.0.0", "model", "scripted"));
        AgentMeters meters = new AgentMeters(meterRegistry, card, Set.of("find"), model.id());
        runs =
                new AgentRuns(
                        runner,
                        leases,
                        cancellations,
                        watch,
                        new RunTelemetry(meters, AgentSpans.OFF),
                        versions);
        work =
                new TaskWork(
                        runs,
                        new ResultPublisher(log, clock, versions),
                        new OwnViews(new InMemoryTaskViews(), log, clock),
                        MessagingSpans.OFF);
        cancellations.ordersAreKnown();
    }

    List<AgentResultEvent> results() {
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
}
