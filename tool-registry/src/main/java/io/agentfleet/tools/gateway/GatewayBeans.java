package io.agentfleet.tools.gateway;

import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.config.ConfiguredGrants;
import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.drillport.DrillPort;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.guard.CallCounts;
import io.agentfleet.tools.guard.CallLimits;
import io.agentfleet.tools.guard.GuardChain;
import io.agentfleet.tools.meter.RegistryMeters;
import io.agentfleet.tools.registration.RegistrationService;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.Startup;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the pure parts together. */
@ApplicationScoped
public class GatewayBeans {

    private static final Duration REDIS_ANSWERS_WITHIN = Duration.ofSeconds(1);

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    RedisConnection redis(Redis client) {
        return new RedisConnection(ClientProxy.unwrap(client), REDIS_ANSWERS_WITHIN);
    }

    @Produces
    @Singleton
    ToolCatalog catalog(AccessConfig access) {
        return switch (access.mode()) {
            case OPEN -> ToolCatalog.open();
            case JWT -> ToolCatalog.secured();
        };
    }

    @Produces
    @Singleton
    RegistrationService registration(
            ToolCatalog catalog,
            DefinitionLog log,
            AccessPolicy access,
            AuditLog audit,
            InstantSource clock) {
        return RegistrationService.of(catalog, log, access, audit, clock);
    }

    @Produces
    @Singleton
    PermissionsFile permissions(PermissionsConfig config, InstantSource clock) {
        return new PermissionsFile(config.file(), config.toAll().orElse(List.of()), clock);
    }

    /** Made at the start, so that a registry without a key for grants does not start. */
    @Produces
    @Singleton
    @Startup
    GuardChain guards(
            AccessConfig access,
            InstantSource clock,
            PermissionsFile permissions,
            ToolsConfig config,
            CallCounts counts) {
        CallLimits limits =
                new CallLimits(config.callsPerRootTask(), config.depth(), config.repeats());
        return GuardChain.of(ConfiguredGrants.of(access, clock), permissions, limits, counts);
    }

    @Produces
    @Singleton
    @Startup
    RegistryMeters meters(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        RegistryMeters meters = new RegistryMeters(registry);
        meters.built(service, version);
        return meters;
    }

    /** Found at the start, so that a drill without its module fails then. */
    @Produces
    @Singleton
    @Startup
    RegistryDrill drill() {
        return DrillPort.find(RegistryDrill.class, RegistryDrill.NONE);
    }

    @Produces
    @Singleton
    CallRecords records(AuditLog audit, RegistryMeters meters, InstantSource clock) {
        return new CallRecords(audit, meters, clock);
    }

    @Produces
    @Singleton
    @Typed(ProtectedEndpoint.class)
    ProtectedEndpoint protectedEndpoint(
            ToolEndpoint endpoint, ToolsConfig config, RegistryMeters meters, RegistryDrill drill) {
        return new ProtectedEndpoint(drill.around(endpoint), config, meters);
    }

    @Produces
    @Singleton
    @Typed(EffectOnce.class)
    EffectOnce effectOnce(
            ProtectedEndpoint endpoint, EffectLog log, ToolsConfig config, RegistryDrill drill) {
        return new EffectOnce(
                endpoint,
                drill.around(log),
                new ResultSizeLimit((int) config.keptResultSize().asLongValue()));
    }

    @Produces
    @Singleton
    ToolCallPipeline gateway(
            ToolCatalog catalog,
            PermissionsFile permissions,
            GuardChain guards,
            EffectOnce endpoint,
            ToolsConfig config,
            CallRecords records) {
        ResultSizeLimit cap = new ResultSizeLimit((int) config.resultSize().asLongValue());
        return new ToolCallPipeline(catalog, permissions, guards, endpoint, cap, records);
    }
}
