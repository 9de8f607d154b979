package io.agentfleet.agentservice.assembly;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.execution.Cancellations;
import io.agentfleet.agent.execution.Leases;
import io.agentfleet.agent.execution.ResultPublisher;
import io.agentfleet.agent.execution.RunConfig;
import io.agentfleet.agent.execution.RunService;
import io.agentfleet.agent.execution.RunWatch;
import io.agentfleet.agent.gateway.ModelGateway;
import io.agentfleet.agent.journal.OwnerHeartbeats;
import io.agentfleet.agent.journal.OwnerId;
import io.agentfleet.agent.journal.StepJournal;
import io.agentfleet.agent.journal.redis.RedisOwnerHeartbeats;
import io.agentfleet.agent.journal.redis.RedisStepJournal;
import io.agentfleet.agent.listener.AgentConfig;
import io.agentfleet.agent.memory.MemoryStore;
import io.agentfleet.agent.memory.redis.RedisMemoryStore;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.meter.KafkaMeters;
import io.agentfleet.agent.run.AgentDefinition;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.run.AgentWithExtraTools;
import io.agentfleet.agent.run.RunSettings;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.trace.AgentSpans;
import io.agentfleet.agent.trace.ChosenSpanId;
import io.agentfleet.drillport.DrillPort;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.messaging.redis.RedisSubscriptions;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.DefaultBean;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.runtime.Startup;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The agent's parts put together: everything pure gets its adapters here. */
@Dependent
class RuntimeBeans {

    private static final Duration REDIS_ANSWERS_WITHIN = Duration.ofSeconds(5);

    @Produces
    @DefaultBean
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    AgentCard card(AgentConfig config) {
        return new AgentCard(new AgentName(config.name()), config.version(), config.description());
    }

    @Produces
    @Singleton
    @Typed(AgentWithExtraTools.class)
    AgentWithExtraTools agent(AgentDefinition agent, AgentConfig config) {
        return new AgentWithExtraTools(agent, config.extraTools());
    }

    @Produces
    @Singleton
    RedisConnection redis(Redis client) {
        // made here and now: threads that start together must not make them at once
        return new RedisConnection(ClientProxy.unwrap(client), REDIS_ANSWERS_WITHIN);
    }

    @Produces
    @Singleton
    RedisSubscriptions subscriptions(RedisDataSource redis) {
        return new RedisSubscriptions(ClientProxy.unwrap(redis));
    }

    /** Found at the start, so that a drill without its module fails then. */
    @Produces
    @Singleton
    @Startup
    AgentDrill drill() {
        return DrillPort.find(AgentDrill.class, AgentDrill.NONE);
    }

    @Produces
    @DefaultBean
    @Singleton
    MemoryStore memory(RedisConnection redis, ObjectMapper json, RetentionConfig retention) {
        return new RedisMemoryStore(redis, json, retention.memory());
    }

    @Produces
    @DefaultBean
    @Singleton
    StepJournal journal(
            RedisConnection redis, ObjectMapper json, RetentionConfig retention, AgentDrill drill) {
        return drill.around(
                new RedisStepJournal(redis, json, retention.journal(), retention.results()));
    }

    @Produces
    @Singleton
    @Startup
    AgentMeters meters(
            MeterRegistry registry,
            AgentWithExtraTools agent,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        AgentMeters meters = new AgentMeters(registry, agent.card(), agent.tools());
        meters.built(service, version);
        return meters;
    }

    @Produces
    @Singleton
    MeterFilter kafkaMeters() {
        return new KafkaMeters();
    }

    @Produces
    @Singleton
    AgentSpans agentSpans(OpenTelemetry telemetry) {
        return new AgentSpans(telemetry);
    }

    @Produces
    @Singleton
    MessagingSpans messagingSpans(OpenTelemetry telemetry) {
        return new MessagingSpans(telemetry);
    }

    /** Of every span of this process. */
    @Produces
    @Singleton
    IdGenerator spanIds() {
        return new ChosenSpanId();
    }

    @Produces
    @Singleton
    AgentRunner runner(
            AgentWithExtraTools agent,
            ModelGateway models,
            ToolGateway tools,
            MemoryStore memory,
            RunConfig config,
            InstantSource clock,
            AgentMeters meters,
            AgentSpans spans,
            AgentDrill drill) {
        RunSettings settings =
                new RunSettings(
                        config.contextTokens(),
                        config.answerTokens(),
                        config.toolResultCharacters());
        return new AgentRunner(
                agent,
                models,
                drill.around(meters.around(spans.around(tools))),
                memory,
                settings,
                clock);
    }

    @Produces
    @Singleton
    Cancellations cancellations() {
        return new Cancellations();
    }

    @Produces
    @DefaultBean
    @Singleton
    OwnerHeartbeats owners(RedisConnection redis, RunConfig config) {
        return new RedisOwnerHeartbeats(redis, config.leaseDuration());
    }

    @Produces
    @Singleton
    Leases leases(
            @ConfigProperty(name = "FLEET_INSTANCE") Optional<String> instance,
            StepJournal journal,
            OwnerHeartbeats owners,
            InstantSource clock,
            RunConfig config) {
        OwnerId self =
                instance.filter(name -> !name.isBlank())
                        .map(name -> OwnerId.startedAt(name, clock.instant()))
                        .orElseGet(OwnerId::random);
        return new Leases(self, journal, owners, clock, config.leaseRenewalInterval());
    }

    void stop(@Disposes Leases leases) {
        leases.close();
    }

    @Produces
    @Singleton
    RunWatch watch(
            RecordLog log, InstantSource clock, RunConfig config, Cancellations cancellations) {
        return new RunWatch(
                log, clock, config.timeLimit(), config.heartbeatInterval(), cancellations);
    }

    void stop(@Disposes RunWatch watch) {
        watch.close();
    }

    @Produces
    @Singleton
    RunService runs(
            AgentRunner runner,
            Leases leases,
            RunWatch watch,
            ResultPublisher publisher,
            AgentMeters meters,
            AgentSpans spans) {
        return new RunService(runner, leases, watch, publisher, meters, spans);
    }
}
