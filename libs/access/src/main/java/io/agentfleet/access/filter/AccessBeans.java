package io.agentfleet.access.filter;

import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.access.config.AccessConfig;
import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.access.token.Issuer;
import io.agentfleet.access.token.JwksKeys;
import io.agentfleet.access.token.TokenVerifier;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the beans of the authentication filter, and checks at the start that open mode is allowed
 * at the address of the service.
 */
@Dependent
public class AccessBeans {

    private static final Logger LOG = Logger.getLogger(AccessBeans.class);

    @Produces
    @Singleton
    TokenVerifier tokens(AccessConfig config) {
        InstantSource clock = InstantSource.system();
        List<Issuer> issuers =
                config.issuers().values().stream().map(issuer -> issuer(issuer, clock)).toList();
        return new TokenVerifier(issuers, config.audience(), config.leeway(), clock);
    }

    private static Issuer issuer(AccessConfig.IssuerConfig issuer, InstantSource clock) {
        Map<String, String> bySubject =
                issuer.services().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getValue, Map.Entry::getKey));
        return new Issuer(issuer.issuer(), new JwksKeys(issuer.jwks(), clock), bySubject);
    }

    @Produces
    @Singleton
    AccessPolicy policy(AccessConfig config) {
        return new AccessPolicy(Set.copyOf(config.callers().orElse(List.of())));
    }

    @Produces
    @Singleton
    ServiceToken token(AccessConfig config) {
        return new ServiceToken(config.tokenFile());
    }

    /** Replaces the exporter of Quarkus, which reads its headers only once, while tokens expire. */
    @Produces
    @Singleton
    @LookupIfProperty(name = "fleet.access.spans-with-token", stringValue = "true")
    public SpanExporter spans(
            ServiceToken token,
            @ConfigProperty(name = "quarkus.otel.exporter.otlp.endpoint") String collector) {
        return OtlpGrpcSpanExporter.builder()
                .setEndpoint(collector)
                .setHeaders(token::headers)
                .build();
    }

    void check(
            @Observes StartupEvent started,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        Runnable check =
                switch (config.mode()) {
                    case OPEN -> () -> checkOpen(config, host);
                    case JWT -> () -> checkIssuers(config);
                };
        check.run();
    }

    private static void checkIssuers(AccessConfig config) {
        if (config.issuers().isEmpty()) {
            throw new IllegalStateException(
                    "fleet.access.mode=jwt, but there is no token issuer: set fleet.access.issuers.NAME.issuer and .jwks");
        }
    }

    private static void checkOpen(AccessConfig config, String host) {
        if (!isLoopback(host) && !config.openAnywhere()) {
            throw new IllegalStateException(
                    "fleet.access.mode=open, but the service listens at %s: set fleet.access.mode=jwt, or quarkus.http.host=127.0.0.1, or fleet.access.open-anywhere=true if whoever reaches it may do everything"
                            .formatted(host));
        }
        LOG.infof("access_open host=%s: every client of this service may do everything", host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
