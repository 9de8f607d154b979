package io.agentfleet.localfleet.access;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localservers.process.SecretFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * All that makes a local fleet secured, under {@code access/} of its home: a key, its key set, the
 * key of task grants, one file of settings for all services, a token for each. Made and renewed by
 * the supervisor; commands only sign with the key.
 *
 * @param caller names of the services, by module
 */
public record LocalAccess(FleetHome home, Map<String, String> names) {

    /** Services refuse tokens that hold for longer. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** How long the token of a service holds; it gets another one long before. */
    public static final Duration SERVICE_TOKEN = Duration.ofHours(1);

    /** Who issues the tokens of people. */
    public static final String PEOPLE = "urn:agentfleet:local:people";

    private static final String AUDIENCE = "agent-fleet";
    private static final String SERVICES = "urn:agentfleet:local:services";

    /** Who hands tasks out, and who checks tool calls: they alone know the key of grants. */
    private static final Set<String> GRANT = Set.of("orchestrator", "tool-registry");

    public LocalAccess {
        names = Map.copyOf(names);
    }

    /** For who only signs. */
    public static LocalAccess of(FleetHome home) {
        return new LocalAccess(home, Map.of());
    }

    /** Makes what is not there yet, before the first service starts. */
    public void prepare(Instant now) {
        KeyRing ring = ring();
        if (!ring.isThere()) {
            var ignored = ring.change(now);
        }
        if (!grantKeys().isThere()) {
            grantKeys().change(now);
        }
        settings().write(settingsOfAll());
        renew(now);
    }

    /** Gives each service a new token; its file is read again when it changes. */
    public void renew(Instant now) {
        KeyRing ring = ring();
        ring.prune(now);
        grantKeys().prune(now);
        SigningKey key = ring.current();
        for (String service : names.keySet()) {
            JwtClaims claims = claims(SERVICES, service, now, now.plus(SERVICE_TOKEN));
            tokenOf(service).write(key.sign(claims) + "\n");
        }
    }

    /** Signs with new keys from now on; tokens and grants of the old ones hold until they end. */
    public void changeKey(Instant now) {
        grantKeys().change(now.plus(LONGEST));
        var ignored = ring().change(now.plus(LONGEST));
        renew(now);
    }

    /** Which key signs now. */
    public String keyId() {
        return ring().current().id();
    }

    /** A token for a person or program. */
    public String token(Person who, Instant from, Instant until) {
        JwtClaims claims = claims(PEOPLE, who.subject(), from, until);
        claims.setStringListClaim("groups", who.groups());
        claims.setStringClaim("tenant", who.tenant());
        return ring().current().sign(claims);
    }

    /** The access settings that a service is started with. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_CONFIG_LOCATIONS", settings().path().toUri().toString());
        environment.put("FLEET_ACCESS_TOKEN_FILE", tokenOf(service).path().toString());
        if (GRANT.contains(service)) {
            environment.put("FLEET_ACCESS_GRANTS_KEY_FILE", grantKeys().path().toString());
        }
        return environment;
    }

    private String settingsOfAll() {
        Map<String, String> all = new TreeMap<>();
        String keys = ring().published().path().toUri().toString();
        all.put("mode", "jwt");
        all.put("audience", AUDIENCE);
        all.put("issuers.people.issuer", PEOPLE);
        all.put("issuers.people.jwks", keys);
        all.put("issuers.services.issuer", SERVICES);
        all.put("issuers.services.jwks", keys);
        all.put("spans-with-token", "true");
        names.forEach((module, name) -> all.put("issuers.services.services." + name, module));
        StringBuilder file = new StringBuilder();
        all.forEach((key, value) -> file.append("fleet.access.%s=%s\n".formatted(key, value)));
        return file.toString();
    }

    private static JwtClaims claims(String issuer, String subject, Instant from, Instant until) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setAudience(AUDIENCE);
        claims.setIssuedAt(NumericDate.fromSeconds(from.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(until.getEpochSecond()));
        return claims;
    }

    private KeyRing ring() {
        return new KeyRing(home.access());
    }

    private GrantKeyFile grantKeys() {
        return new GrantKeyFile(home.access());
    }

    private SecretFile settings() {
        return new SecretFile(home.access().resolve("services.properties"), true);
    }

    private SecretFile tokenOf(String service) {
        return new SecretFile(home.access().resolve("tokens").resolve(service), true);
    }
}
