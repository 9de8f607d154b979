package io.agentfleet.access.client;

import io.agentfleet.access.config.AccessConfig;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Creates channels to other services: in plain text, or over TLS if {@code fleet.access.tls.calls}
 * is set. When certificates are renewed, new connections use the new ones. A service that was away
 * is found within a second of its return.
 */
@Singleton
public final class GrpcChannels {

    private final Optional<ClientTls> tls;
    private final ChannelCredentials credentials;

    @Inject
    GrpcChannels(AccessConfig config, TlsConfigurationRegistry registry, Vertx vertx) {
        this(config.tls().calls().map(name -> ClientTls.of(name, registry, vertx)));
    }

    private GrpcChannels(Optional<ClientTls> tls) {
        this.tls = tls;
        this.credentials =
                tls.map(ClientTls::credentials).orElseGet(InsecureChannelCredentials::create);
    }

    /** Creates channels in plain text. */
    public static GrpcChannels plain() {
        return new GrpcChannels(Optional.empty());
    }

    /** A channel to {@code host:port}. */
    public ManagedChannelBuilder<?> to(String target) {
        return Reconnection.of(Grpc.newChannelBuilder(target, credentials));
    }

    /** A channel to a port of a host. */
    public ManagedChannelBuilder<?> to(String host, int port) {
        return Reconnection.of(Grpc.newChannelBuilderForAddress(host, port, credentials));
    }

    void renewed(@Observes CertificateUpdatedEvent event) {
        tls.filter(one -> one.name().equals(event.name()))
                .ifPresent(one -> one.read(event.tlsConfiguration()));
    }
}
