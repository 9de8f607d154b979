package io.agentfleet.access.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.NullUnmarked;

/** An issuer of a test's own: its key, its key set in a file, its tokens. */
@NullUnmarked
public final class TestTokens {

    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "agent-fleet";

    /** The issuer that names services, with the same key. */
    public static final String SERVICES = "https://services.test";

    private static final List<String> NAMES =
            List.of(
                    "orchestrator",
                    "search",
                    "analysis",
                    "writer",
                    "tool-registry",
                    "tool-executor");

    private static final String SECRET = "test.guarded.secret";

    private final RsaJsonWebKey key;

    public TestTokens(String keyId) {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(keyId);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same issuer again, from {@link #secret()}. */
    public static TestTokens of(String secret) {
        try {
            return new TestTokens((RsaJsonWebKey) JsonWebKey.Factory.newJwk(secret));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestTokens(RsaJsonWebKey key) {
        this.key = key;
    }

    /**
     * Settings of a service that believes an issuer made for its tests. The key lies in a system
     * property, since Quarkus asks a test profile in another class loader than the test's.
     */
    public static Map<String, String> guard() {
        try {
            Path keys = Files.createTempFile("guarded", "jwks.json");
            TestTokens issuer = new TestTokens("one");
            publish(keys, List.of(issuer));
            System.setProperty(SECRET, issuer.secret());
            return settings(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of a service that believes both issuers of the keys in this file. */
    public static Map<String, String> settings(Path keys) {
        Map<String, String> all = new HashMap<>();
        String jwks = keys.toUri().toString();
        all.put("fleet.access.mode", "jwt");
        all.put("fleet.access.issuers.test.issuer", ISSUER);
        all.put("fleet.access.issuers.test.jwks", jwks);
        all.put("fleet.access.issuers.services.issuer", SERVICES);
        all.put("fleet.access.issuers.services.jwks", jwks);
        for (String name : NAMES) {
            all.put("fleet.access.issuers.services.services." + name, account(name));
        }
        return all;
    }

    /** Settings besides, of a service that has the key of task grants. */
    public static Map<String, String> grantKey() {
        try {
            Path file = Files.createTempFile("grants", "key");
            Files.writeString(file, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
            return Map.of("fleet.access.grants.key-file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code sub} of a service. */
    public static String account(String service) {
        return "account:" + service;
    }

    /** The issuer of {@link #guard()}. */
    public static TestTokens ofGuard() {
        return of(System.getProperty(SECRET, ""));
    }

    /** Its private key, for another class loader. */
    public String secret() {
        return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    public RsaJsonWebKey key() {
        return key;
    }

    /** Writes the public keys of these issuers where a service reads them. */
    public static void publish(Path file, List<TestTokens> issuers) {
        String json =
                new JsonWebKeySet(issuers.stream().map(TestTokens::key).toList())
                        .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        try {
            Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A valid token. */
    public String token(String subject, String tenant, String... roles) {
        return sign(claims(subject, tenant, roles));
    }

    /** A token of a service, by the name under which the fleet knows it. */
    public String service(String name) {
        JwtClaims claims = claims(account(name), "any");
        claims.setIssuer(SERVICES);
        return sign(claims);
    }

    /** Valid claims. */
    public static JwtClaims claims(String subject, String tenant, String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringListClaim("groups", roles);
        claims.setStringClaim("tenant", tenant);
        return claims;
    }

    public String sign(JwtClaims claims) {
        return sign(claims, jws -> {});
    }

    /** Signed RS256 after the changes. */
    public String sign(JwtClaims claims, Consumer<JsonWebSignature> changes) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        changes.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
