package io.agentfleet.access.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authentication of callers, and this service's own credentials. */
@ConfigMapping(prefix = "fleet.access")
public interface AccessConfig {

    /** Whether callers must authenticate. */
    enum Mode {
        /** No authentication: everybody who reaches the service may do everything. */
        OPEN,
        /** Every call needs a bearer token. */
        JWT
    }

    @WithDefault("open")
    Mode mode();

    /**
     * If true, a service in open mode may listen on other addresses than loopback; every client may
     * then do everything.
     */
    @WithDefault("false")
    boolean openAnywhere();

    /** The audience that a token's {@code aud} must contain. */
    @WithDefault("agent-fleet")
    String audience();

    /** The allowed clock skew between this service and an issuer. */
    @WithDefault("30s")
    Duration leeway();

    /** The trusted token issuers, by a name of your choice. */
    Map<String, IssuerConfig> issuers();

    /** Services that may run tasks, register tools and execute tools here. */
    Optional<List<String>> callers();

    /** File with the token that this service sends to others; read again when it changes. */
    Optional<Path> tokenFile();

    /** Task grants, for those who hand tasks out and those who check tool calls. */
    Grants grants();

    /** TLS between services. */
    Tls tls();

    /**
     * Whether the token is also sent with exported spans: only if a service of this fleet receives
     * them, because a token must not be sent to anybody else.
     */
    @WithDefault("false")
    boolean spansWithToken();

    /** The time limit for receiving a request body. */
    @WithDefault("20s")
    Duration bodyWithin();

    /** What shows that an agent works on a task. */
    interface Grants {

        /**
         * File with secret keys, one a line: the first signs, every one verifies; read again when
         * it changes. The orchestrator and the tool registry need it in mode {@code jwt}, nobody
         * else may have it.
         */
        Optional<Path> keyFile();
    }

    /** TLS between services; the certificates are configured under {@code quarkus.tls}. */
    interface Tls {

        /** Who must show a certificate. */
        enum Certificates {
            /** No caller. */
            NONE,
            /** Every caller, except of probes and metrics. */
            AT_DOORS,
            /** Every client, already in the TLS handshake. */
            ALWAYS
        }

        /**
         * The {@code quarkus.tls} configuration of outgoing calls; without one they are plain text.
         */
        Optional<String> calls();

        /**
         * Who must show a certificate that is signed by an authority of the HTTP server's trust
         * store.
         */
        @WithDefault("none")
        Certificates certificates();
    }

    /** An issuer of tokens. */
    interface IssuerConfig {

        /** The {@code iss} of its tokens. */
        String issuer();

        /** Its JSON Web Key Set: {@code file:} or {@code https:}. */
        URI jwks();

        /**
         * If given, the only subjects it may name: {@code sub}, by the fleet's name of a service.
         */
        Map<String, String> services();
    }
}
