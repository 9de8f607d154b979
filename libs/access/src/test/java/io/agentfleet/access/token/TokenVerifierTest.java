package io.agentfleet.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class TokenVerifierTest {

    private static final TestTokens TOKENS = new TestTokens("one");
    private static final TestTokens STRANGER = new TestTokens("one");

    @TempDir Path folder;
    private Path jwks;
    private TokenVerifier check;

    @BeforeEach
    void publish() {
        jwks = folder.resolve("jwks.json");
        TestTokens.publish(jwks, List.of(TOKENS));
        check = check(Map.of());
    }

    private TokenVerifier check(Map<String, String> services) {
        InstantSource clock = InstantSource.system();
        JwksKeys keys = new JwksKeys(jwks.toUri(), clock);
        return new TokenVerifier(
                List.of(new Issuer(TestTokens.ISSUER, keys, services)),
                TestTokens.AUDIENCE,
                Duration.ofSeconds(30),
                clock);
    }

    @Test
    void believesATokenThatHolds() {
        Optional<Identity> who = check.identity(TOKENS.token("ann", "acme", "submitter", "other"));

        assertThat(who)
                .hasValueSatisfying(i -> {
                    assertThat(i.subject()).isEqualTo("ann");
                    assertThat(i.tenant()).isEqualTo("acme");
                    assertThat(i.roles()).containsExactly(Role.SUBMITTER);
                });
    }

    @Test
    void believesNoSignatureButItsIssuersRs256() throws Exception {
        JwtClaims claims = good();
        assertRefused(STRANGER.sign(claims));
        assertRefused(
                TOKENS.sign(
                        claims,
                        jws -> {
                            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
                            jws.setKey(null);
                        }));
        String publicKey = TOKENS.key().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        byte[] encoded = TOKENS.key().getPublicKey().getEncoded();
        for (byte[] secret : List.of(publicKey.getBytes(StandardCharsets.UTF_8), encoded)) {
            assertRefused(
                    TOKENS.sign(
                            claims,
                            jws -> {
                                jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                                jws.setKey(new HmacKey(secret));
                            }));
        }
        for (String algorithm : List.of("RS384", "RS512", "PS256")) {
            assertRefused(TOKENS.sign(claims, jws -> jws.setAlgorithmHeaderValue(algorithm)));
        }
        String good = TOKENS.sign(claims);
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused(good + "x.");
        assertRefused(withClaims(good, good().toJson().replace("acme", "umbrella")));
    }

    private static String withClaims(String token, String claims) {
        String[] parts = token.split("\\.", -1);
        String payload =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + payload + "." + parts[2];
    }

    @Test
    void takesKeysFromItsOwnPlaceWhateverTheHeaderPointsTo() throws Exception {
        String own = "https://issuer.test/keys";
        for (String header : List.of("jku", "x5u")) {
            assertRefused(STRANGER.sign(good(), jws -> jws.setHeader(header, own)));
        }
        assertRefused(STRANGER.sign(good(), jws -> jws.setJwkHeader(STRANGER.key())));
        for (String id : List.of("two", "", "../../etc/passwd", "file:/dev/null", "one\0")) {
            assertRefused(TOKENS.sign(good(), jws -> jws.setKeyIdHeaderValue(id)));
        }
        assertRefused(
                TOKENS.sign(
                        good(),
                        jws -> {
                            jws.setCriticalHeaderNames("future");
                            jws.setHeader("future", true);
                        }));
    }

    @Test
    void believesNoTokenInsideAnotherAndNoneThatIsEncrypted() throws Exception {
        assertRefused(
                TOKENS.sign(
                        good(),
                        jws -> {
                            jws.setPayload(TOKENS.sign(good()));
                            jws.setContentTypeHeaderValue("JWT");
                        }));
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setPayload(good().toJson());
        jwe.setKey(TOKENS.key().getPublicKey());
        jwe.setKeyIdHeaderValue("one");
        jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
        jwe.setEncryptionMethodHeaderParameter(
                ContentEncryptionAlgorithmIdentifiers.AES_128_CBC_HMAC_SHA_256);
        assertRefused(jwe.getCompactSerialization());
        assertRefused("");
        assertRefused("a.b.c");
        assertRefused("x".repeat(10_000));
    }

    @Test
    void believesNoTokenOutsideItsTimeOrForOthers() {
        assertRefused(changed(c -> c.setExpirationTimeMinutesInTheFuture(-1)));
        assertRefused(changed(c -> c.setExpirationTimeMinutesInTheFuture(60 * 24 * 365)));
        assertRefused(changed(c -> c.unsetClaim("exp")));
        assertRefused(changed(c -> c.setNotBeforeMinutesInThePast(-5)));
        assertRefused(changed(c -> c.unsetClaim("iat")));
        assertRefused(changed(c -> c.setIssuedAt(inMinutes(5))));
        assertRefused(changed(c -> c.setIssuedAt(inMinutes(-25 * 60))));
        assertRefused(
                changed(c -> {
                    c.setIssuedAt(inMinutes(-12 * 60));
                    c.setExpirationTime(inMinutes(13 * 60));
                }));
        assertRefused(changed(c -> c.setAudience("somebody-else")));
        assertRefused(changed(c -> c.unsetClaim("aud")));
        assertRefused(changed(c -> c.setIssuer("https://issuer.test.evil")));
        assertRefused(changed(c -> c.unsetClaim("iss")));
    }

    /** As Keycloak issues them, and as Kubernetes does. */
    @Test
    void aStartThatATokenDoesNotNameIsNotAskedFor() {
        assertThat(good().hasClaim("nbf")).isFalse();
        assertThat(check.identity(TOKENS.sign(good()))).isPresent();
        assertThat(check.identity(changed(c -> c.setNotBeforeMinutesInThePast(1)))).isPresent();
        assertThat(
                        check.identity(
                                changed(c -> {
                                    c.setIssuedAt(inMinutes(-12 * 60));
                                    c.setExpirationTime(inMinutes(11 * 60));
                                })))
                .isPresent();
    }

    private static NumericDate inMinutes(int minutes) {
        NumericDate date = NumericDate.now();
        date.addSeconds(minutes * 60L);
        return date;
    }

    @Test
    void wantsASubjectATenantAndARole() {
        assertRefused(changed(c -> c.unsetClaim("sub")));
        assertRefused(changed(c -> c.unsetClaim("tenant")));
        assertRefused(changed(c -> c.setClaim("tenant", List.of("acme", "umbrella"))));
        assertRefused(changed(c -> c.setClaim("tenant", 7)));
        for (String tenant : List.of("", "Acme", "*", "a/b", "a\nb", "acme.x", "..")) {
            assertRefused(changed(c -> c.setStringClaim("tenant", tenant)));
        }
        assertRefused(changed(c -> c.unsetClaim("groups")));
        assertRefused(changed(c -> c.setStringListClaim("groups", "admin")));
    }

    private interface Change {
        void to(JwtClaims claims);
    }

    private String changed(Change change) {
        JwtClaims claims = good();
        change.to(claims);
        return TOKENS.sign(claims);
    }

    private static JwtClaims good() {
        return TestTokens.claims("ann", "acme", "submitter");
    }

    private void assertRefused(String token) {
        assertThat(check.identity(token)).isEmpty();
    }

    @Test
    void learnsARotatedKeyAndForgetsTheOldOneWithoutARestart() {
        String old = TOKENS.token("ann", "acme", "submitter");
        assertThat(check.identity(old)).isPresent();
        TestTokens next = new TestTokens("two-and-a-longer-name");
        TestTokens.publish(jwks, List.of(TOKENS, next));
        assertThat(check.identity(next.token("ann", "acme", "viewer"))).isPresent();
        assertThat(check.identity(old)).isPresent();
        TestTokens.publish(jwks, List.of(next));
        assertRefused(old);
    }

    @Test
    void anIssuerOfServicesNamesTheseAndNobodyElse() {
        check = check(Map.of("system:serviceaccount:fleet:agent-search", "search"));

        assertThat(check.identity(TOKENS.token("system:serviceaccount:fleet:agent-search", "x")))
                .hasValueSatisfying(who -> {
                    assertThat(who.subject()).isEqualTo("search");
                    assertThat(who.roles()).containsExactly(Role.AGENT);
                });
        assertRefused(TOKENS.token("ann", "acme", "operator", "agent"));
    }

    @Test
    void aGroupMakesNobodyAService() {
        assertRefused(TOKENS.token("ann", "acme", "agent"));
        assertThat(check.identity(TOKENS.token("ann", "acme", "agent", "viewer")))
                .hasValueSatisfying(who -> {
                    assertThat(who.roles()).containsExactly(Role.VIEWER);
                    assertThat(who.isService()).isFalse();
                });
    }

    @Test
    void aServiceIsKnownByTheIssuerThatNamesItAndByNoOther() {
        JwksKeys keys = new JwksKeys(jwks.toUri(), InstantSource.system());
        String search = TestTokens.account("search");
        check =
                new TokenVerifier(
                        List.of(
                                new Issuer(TestTokens.ISSUER, keys, Map.of()),
                                new Issuer(TestTokens.SERVICES, keys, Map.of(search, "search"))),
                        TestTokens.AUDIENCE,
                        Duration.ofSeconds(30),
                        InstantSource.system());

        assertThat(check.identity(TOKENS.service("search"))).isPresent();
        assertRefused(TOKENS.service("writer"));
        assertRefused(TOKENS.token(search, "acme", "submitter"));
        assertRefused(TOKENS.token(search, "acme", "agent"));
        assertThat(check.identity(TOKENS.token("search", "acme", "agent", "viewer")))
                .hasValueSatisfying(who -> assertThat(who.isService()).isFalse());
    }
}
