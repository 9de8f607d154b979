package io.agentfleet.access.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may come in, and what this service shows elsewhere. */
@ConfigMapping(prefix = "fleet.access")
public interface AccessConfig {

    /** Whether callers must say who they are. */
    enum Mode {
        /** Everybody on this machine may do everything. */
        OPEN,
        /** A bearer token for every call. */
        JWT
    }

    @WithDefault("open")
    Mode mode();

    /**
     * True: a service in open mode may listen beyond loopback; every client may then do everything.
     */
    @WithDefault("false")
    boolean openAnywhere();

    /** What must be in a token's {@code aud}. */
    @WithDefault("agent-fleet")
    String audience();

    /** Between our clock and an issuer's. */
    @WithDefault("30s")
    Duration leeway();

    /** Who may issue tokens, under any name. */
    Map<String, IssuerConfig> issuers();

    /** Services that may have their calls carried out here. */
    Optional<List<String>> callers();

    /** File with the token that this service shows to others; read again when it changes. */
    Optional<Path> tokenFile();

    /** Task grants, for those who hand tasks out and those who check tool calls. */
    Grants grants();

    /** How calls between services travel. */
    Tls tls();

    /**
     * Whether spans go out with the token too: only where a service of this fleet takes them in,
     * for a token is nothing for strangers.
     */
    @WithDefault("false")
    boolean spansWithToken();

    /** How long a body may take to come in. */
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

    /** Calls between services; where certificates are is said under {@code quarkus.tls}. */
    interface Tls {

        /** Who must show a certificate. */
        enum Certificates {
            /** No caller. */
            NONE,
            /** Required on every path except probes and metrics. */
            AT_DOORS,
            /** Every client. */
            ALWAYS
        }

        /**
         * Which {@code quarkus.tls} configuration its calls use; without one they are plain text.
         */
        Optional<String> calls();

        /** Who must show a certificate that the HTTP server's trust store holds for good. */
        @WithDefault("none")
        Certificates certificates();
    }

    /** An issuer of tokens. */
    interface IssuerConfig {

        /** The {@code iss} of its tokens. */
        String issuer();

        /** Its JSON Web Key Set: {@code file:} or {@code https:}. */
        URI jwks();

        /** If given, all that it may name: {@code sub} by the fleet's name of a service. */
        Map<String, String> services();
    }
}
