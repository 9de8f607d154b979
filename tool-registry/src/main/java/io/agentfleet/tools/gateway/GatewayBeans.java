package io.agentfleet.tools.gateway;

import io.agentfleet.tools.audit.AuditLog;
import io.agentfleet.tools.catalog.DefinitionLog;
import io.agentfleet.tools.catalog.Registration;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.guard.CallCounts;
import io.agentfleet.tools.guard.CallLimits;
import io.agentfleet.tools.guard.GuardChain;
import io.agentfleet.tools.guard.Permissions;
import io.agentfleet.tools.meter.ToolMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the pure parts together. */
@ApplicationScoped
public class GatewayBeans {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    ToolCatalog catalog() {
        return new ToolCatalog();
    }

    @Produces
    @Singleton
    Registration registration(ToolCatalog catalog, DefinitionLog log) {
        return new Registration(catalog, log);
    }

    @Produces
    @Singleton
    Permissions permissions(PermissionsConfig config) {
        Map<String, List<String>> byAgent = new HashMap<>();
        config.agents().forEach((agent, tools) -> byAgent.put(agent, tools.orElse(List.of())));
        return new Permissions(byAgent);
    }

    @Produces
    @Singleton
    GuardChain guards(Permissions permissions, ToolsConfig config, CallCounts counts) {
        CallLimits limits =
                new CallLimits(config.callsPerRootTask(), config.depth(), config.repeats());
        return GuardChain.of(permissions, limits, counts);
    }

    @Produces
    @Singleton
    @Startup
    ToolMeters meters(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        ToolMeters meters = new ToolMeters(registry);
        meters.built(service, version);
        return meters;
    }

    @Produces
    @Singleton
    CallRecords records(AuditLog audit, ToolMeters meters, InstantSource clock) {
        return new CallRecords(audit, meters, clock);
    }

    @Produces
    @Singleton
    @Typed(ProtectedEndpoint.class)
    ProtectedEndpoint protectedEndpoint(
            ToolEndpoint endpoint, ToolsConfig config, ToolMeters meters) {
        return new ProtectedEndpoint(PausingEndpoint.around(endpoint), config, meters);
    }

    @Produces
    @Singleton
    @Typed(EffectOnce.class)
    EffectOnce effectOnce(ProtectedEndpoint endpoint, EffectLog log, ToolsConfig config) {
        return new EffectOnce(
                endpoint,
                PausingEffectLog.around(log),
                new ResultCap((int) config.keptResultSize().asLongValue()));
    }

    @Produces
    @Singleton
    ToolGateway gateway(
            ToolCatalog catalog,
            Permissions permissions,
            GuardChain guards,
            EffectOnce endpoint,
            ToolsConfig config,
            CallRecords records) {
        ResultCap cap = new ResultCap((int) config.resultSize().asLongValue());
        return new ToolGateway(catalog, permissions, guards, endpoint, cap, records);
    }
}
