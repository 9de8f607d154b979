package io.agentfleet.orchestrator.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.access.client.GrpcChannels;
import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.config.ConfiguredGrants;
import io.agentfleet.agent.execution.RunService;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.log.RecordLog;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.orchestrator.directory.AgentDirectory;
import io.agentfleet.orchestrator.directory.DirectoryReader;
import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.flow.FlowMeters;
import io.agentfleet.orchestrator.machine.NodeGrants;
import io.agentfleet.orchestrator.machine.RetryPolicy;
import io.agentfleet.orchestrator.machine.SessionLimits;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.streams.FlowEngine;
import io.agentfleet.orchestrator.synchronous.SynchronousConfig;
import io.agentfleet.orchestrator.synchronous.SynchronousPlanRun;
import io.agentfleet.orchestrator.trace.SpanStore;
import io.agentfleet.orchestrator.trace.TraceConfig;
import io.agentfleet.schemas.event.AgentCardEvent;
import io.agentfleet.taskapi.projection.ViewMeters;
import io.agentfleet.taskapi.projection.ViewProjector;
import io.agentfleet.taskapi.projection.ViewRebuild;
import io.agentfleet.taskapi.projection.ViewUpdater;
import io.agentfleet.taskapi.projection.redis.RedisViewOffsets;
import io.agentfleet.taskapi.service.GrantSource;
import io.agentfleet.taskapi.service.SynchronousRun;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.opentelemetry.runtime.tracing.instrumentation.grpc.GrpcTracingClientInterceptor;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The orchestrator's parts put together. */
@Dependent
class OrchestratorBeans {

    @Produces
    @Singleton
    DirectoryReader reader(KafkaClientSettings kafka, EventCodecs codecs, MeterRegistry meters) {
        return new DirectoryReader(kafka, codecs.of(AgentCardEvent.class), meters);
    }

    @Produces
    @Singleton
    AgentDirectory directory(DirectoryReader reader) {
        return reader.directory();
    }

    @Produces
    @Singleton
    FlowMeters meters(MeterRegistry registry) {
        return new FlowMeters(registry);
    }

    @Produces
    @Singleton
    NodeGrants grants(AccessConfig access, InstantSource clock) {
        return ConfiguredGrants.of(access, clock)
                .<NodeGrants>map(SignedNodeGrants::new)
                .orElse(NodeGrants.NONE);
    }

    @Produces
    @Singleton
    FlowEngine flow(
            FlowConfig config,
            KafkaClientSettings kafka,
            AgentDirectory directory,
            NodeGrants grants,
            EventCodecs codecs,
            FlowMeters meters,
            MessagingSpans tracing,
            TokenBounds tokens) {
        SessionLimits limits =
                new SessionLimits(
                        config.defaultDeadline(),
                        new RetryPolicy(config.attempts(), config.retryDelay()),
                        config.nodeTimeout(),
                        config.retention(),
                        tokens);
        SessionMachine machine = new SessionMachine(limits, directory, grants);
        return new FlowEngine(config, kafka, machine, codecs, meters, tracing);
    }

    @Produces
    @Singleton
    SynchronousRun synchronous(
            GrpcChannels channels,
            SynchronousConfig config,
            AgentDirectory directory,
            NodeGrants grants,
            RunService runs,
            InstantSource clock,
            GrpcTracingClientInterceptor trace,
            ServiceToken token,
            TokenBounds tokens) {
        SessionMachine machine =
                new SessionMachine(SynchronousPlanRun.limits(config, tokens), directory, grants);
        return SynchronousPlanRun.of(channels, machine, directory, runs, clock, trace, token);
    }

    /** The agents' tasks get their grants node by node, in mode jwt too. */
    @Produces
    @Singleton
    GrantSource ownGrants() {
        return GrantSource.NONE;
    }

    @Produces
    @Singleton
    SpanStore spans(RedisConnection redis, ObjectMapper json, TraceConfig config) {
        return new SpanStore(redis, json, config);
    }

    @Produces
    @Singleton
    RedisViewOffsets positions(RedisConnection redis) {
        return new RedisViewOffsets(redis);
    }

    @Produces
    @Singleton
    ViewUpdater views(
            KafkaClientSettings kafka,
            EventCodecs codecs,
            TaskViews views,
            RedisViewOffsets positions,
            RecordLog log,
            MeterRegistry registry) {
        return new ViewUpdater(
                kafka,
                new ViewProjector(codecs, views),
                positions,
                log,
                new ViewMeters(registry),
                registry);
    }

    @Produces
    @Singleton
    ViewRebuild rebuild(
            RedisViewOffsets positions, TaskViews views, ViewUpdater feed, InstantSource clock) {
        return new ViewRebuild(positions, views, feed, clock);
    }
}
