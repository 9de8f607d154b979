package io.agentfleet.access.filter;

import io.agentfleet.access.config.AccessConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Which callers must show a certificate: all, in the TLS handshake, or all except those of open
 * paths, because probes and scrapes have none. In both cases a certificate that is not signed by an
 * authority of the trust store ends the connection.
 */
@Singleton
class ClientCertificatePolicy implements HttpServerOptionsCustomizer {

    private static final int BEFORE_AUTHENTICATION = 1_001;

    private final AccessConfig.Tls config;

    ClientCertificatePolicy(AccessConfig config) {
        this.config = config.tls();
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(
                switch (config.certificates()) {
                    case NONE -> options.getClientAuth();
                    case AT_DOORS -> ClientAuth.REQUEST;
                    case ALWAYS -> ClientAuth.REQUIRED;
                });
    }

    void register(@Observes Filters filters) {
        if (config.certificates() != AccessConfig.Tls.Certificates.NONE) {
            filters.register(ClientCertificatePolicy::filter, BEFORE_AUTHENTICATION);
        }
    }

    private static void filter(RoutingContext call) {
        if (RoutePermissions.isOpen(call.request().path())
                || isShown(call.request().connection())) {
            call.next();
        } else {
            Rejection.NO_CERTIFICATE.answer(call, false);
        }
    }

    private static boolean isShown(HttpConnection connection) {
        try {
            return connection.isSsl() && connection.peerCertificates().size() > 0;
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
