package io.agentfleet.agentservice.assembly;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.access.filter.SubmitRateLimiter;
import io.agentfleet.agent.drill.AgentDrill;
import io.agentfleet.agent.execution.ResultPublisher;
import io.agentfleet.agent.execution.RunConfig;
import io.agentfleet.agent.listener.ControlFeed;
import io.agentfleet.agent.listener.DeadLetters;
import io.agentfleet.agent.listener.IncomingTasks;
import io.agentfleet.agent.listener.SessionLanes;
import io.agentfleet.agent.listener.kafka.KafkaControlFeed;
import io.agentfleet.agent.meter.AgentMeters;
import io.agentfleet.agent.run.AgentRunner;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.agent.tool.grpc.GrpcToolGateway;
import io.agentfleet.agent.tool.grpc.TaskGrantClient;
import io.agentfleet.agent.tool.grpc.ToolConfig;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.KafkaRecordLog;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.messaging.redis.RedisSubscriptions;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.event.AgentControlEvent;
import io.agentfleet.taskapi.limit.RedisSubmitLimits;
import io.agentfleet.taskapi.service.GrantSource;
import io.agentfleet.taskapi.service.KnownDataSources;
import io.agentfleet.taskapi.service.RootTaskEventPublisher;
import io.agentfleet.taskapi.service.TaskIntake;
import io.agentfleet.taskapi.service.TaskService;
import io.agentfleet.taskapi.service.kafka.KafkaTaskIntake;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskapi.view.TextDeltas;
import io.agentfleet.taskapi.view.redis.RedisTaskViews;
import io.agentfleet.taskapi.view.redis.RedisTextDeltas;
import io.agentfleet.taskmodel.task.AgentCard;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the agent's adapters: log, tools, views, cancel requests, task service. */
@Dependent
class AdapterBeans {

    /** All settings under {@code kafka.}, the same as those of the channels. */
    @Produces
    @Singleton
    KafkaClientSettings kafka(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        return KafkaClientSettings.of(settings);
    }

    @Produces
    @Singleton
    EventCodecs codecs(@ConfigProperty(name = "fleet.schemas.url") String registry) {
        return new EventCodecs(registry);
    }

    void close(@Disposes EventCodecs codecs) {
        codecs.close();
    }

    @Produces
    @DefaultBean
    @Singleton
    RecordLog log(
            KafkaClientSettings kafka,
            EventCodecs codecs,
            @ConfigProperty(name = "quarkus.application.name") String service,
            MessagingSpans spans,
            AgentMeters meters) {
        return new KafkaRecordLog(kafka, codecs, service, spans, meters::lost);
    }

    void close(@Disposes RecordLog log) throws Exception {
        if (log instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @DefaultBean
    @Singleton
    ToolGateway tools(
            ToolConfig config,
            GrpcChannels channels,
            ObjectMapper json,
            GrpcTracingClientInterceptor trace,
            ServiceToken token) {
        return new GrpcToolGateway(
                channels,
                config.address(),
                json,
                config.deadline(),
                config.listFor(),
                trace,
                token);
    }

    void close(@Disposes ToolGateway tools) throws Exception {
        if (tools instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @DefaultBean
    @Singleton
    GrantSource grants(
            ToolConfig config,
            GrpcChannels channels,
            GrpcTracingClientInterceptor trace,
            ServiceToken token) {
        return new RegistryGrants(new TaskGrantClient(channels, config.address(), trace, token));
    }

    void close(@Disposes GrantSource grants) throws Exception {
        if (grants instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @DefaultBean
    @Singleton
    TaskViews views(
            RedisConnection redis,
            RedisSubscriptions subscriptions,
            ObjectMapper json,
            RetentionConfig retention,
            InstantSource clock) {
        return new RedisTaskViews(redis, subscriptions, json, retention.views(), clock);
    }

    @Produces
    @DefaultBean
    @Singleton
    TextDeltas deltas(RedisConnection redis, RedisSubscriptions subscriptions, ObjectMapper json) {
        return new RedisTextDeltas(redis, subscriptions, json);
    }

    @Produces
    @DefaultBean
    @Singleton
    ControlFeed orders(KafkaClientSettings kafka, EventCodecs codecs, MeterRegistry meters) {
        return new KafkaControlFeed(kafka, () -> codecs.of(AgentControlEvent.class), meters);
    }

    void closeFeed(@Disposes ControlFeed orders) throws Exception {
        if (orders instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @DefaultBean
    @Singleton
    TaskIntake intake(RecordLog log, InstantSource clock) {
        return new KafkaTaskIntake(log, clock);
    }

    @Produces
    @Singleton
    SubmissionValidator check(
            @ConfigProperty(name = "fleet.task-api.agent") String endpoint,
            InstantSource clock,
            TokenBounds tokens) {
        return new SubmissionValidator(
                new AgentName(endpoint),
                clock,
                () -> UUID.randomUUID().toString().replace("-", ""),
                tokens);
    }

    @Produces
    @Singleton
    TokenBounds tokens(LimitsConfig config) {
        return config.bounds();
    }

    @Produces
    @Singleton
    IncomingTasks incoming(AgentCard card, TokenBounds tokens) {
        return new IncomingTasks(card.name(), tokens);
    }

    @Produces
    @Singleton
    TaskService tasks(
            SubmissionValidator check,
            TaskIntake intake,
            TaskViews views,
            GrantSource grants,
            @ConfigProperty(name = "fleet.task-api.data-sources-file") Optional<Path> sources) {
        return new TaskService(check, intake, views, new KnownDataSources(sources), grants);
    }

    @Produces
    @Singleton
    SubmitRateLimiter limits(
            RedisConnection redis,
            @ConfigProperty(name = "fleet.submit.per-minute.subject") int subject,
            @ConfigProperty(name = "fleet.submit.per-minute.tenant") int tenant) {
        return new RedisSubmitLimits(redis, subject, tenant);
    }

    @Produces
    @Singleton
    @Startup
    SessionLanes lanes(RunConfig config, AgentMeters meters) {
        SessionLanes lanes = new SessionLanes(config.maxInFlight());
        meters.watchWaiting(lanes::waiting);
        return lanes;
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(RecordLog log, AgentMeters meters) {
        return new DeadLetters(log, meters);
    }

    @Produces
    @Singleton
    ResultPublisher publisher(
            RecordLog log,
            InstantSource clock,
            AgentRunner runner,
            RootTaskEventPublisher events,
            AgentDrill drill) {
        return new ResultPublisher(
                drill.around(log), clock, runner.versions(), new RootTaskObserver(events));
    }

    @Produces
    @Singleton
    RootTaskEventPublisher rootTaskEvents(
            TaskViews views, TextDeltas deltas, RecordLog log, InstantSource clock) {
        return new RootTaskEventPublisher(views, deltas, log, clock);
    }

    /** A process that is started again under its name gets its partitions back at once. */
    @Produces
    @Singleton
    @Identifier("agent-tasks")
    Map<String, Object> consumer(@ConfigProperty(name = "FLEET_INSTANCE") Optional<String> name) {
        return name.filter(instance -> !instance.isBlank())
                .<Map<String, Object>>map(instance -> Map.of("group.instance.id", instance))
                .orElse(Map.of());
    }
}
