package io.agentfleet.orchestrator.service;

import io.agentfleet.access.token.TestTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.NullUnmarked;

/** Tokens that must not hold. */
@NullUnmarked
record BadTokens(TestTokens tokens) {

    private interface Change {
        void to(JwtClaims claims);
    }

    private String forged(Change change) {
        JwtClaims claims = TestTokens.claims("ann", "acme", "submitter");
        change.to(claims);
        return tokens.sign(claims);
    }

    private static NumericDate inHours(int hours) {
        NumericDate date = NumericDate.now();
        date.addSeconds(hours * 3_600L);
        return date;
    }

    /** By what is wrong with them. */
    Map<String, String> byFault() throws Exception {
        TestTokens stranger = new TestTokens("one");
        JwtClaims good = TestTokens.claims("ann", "acme", "submitter");
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put(
                "alg none",
                tokens.sign(
                        good,
                        jws -> {
                            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
                            jws.setKey(null);
                        }));
        bad.put(
                "HS256 with the public key",
                tokens.sign(
                        good,
                        jws -> {
                            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                            jws.setKey(new HmacKey(tokens.key().getPublicKey().getEncoded()));
                        }));
        bad.put("RS512", tokens.sign(good, jws -> jws.setAlgorithmHeaderValue("RS512")));
        bad.put("another key", stranger.sign(good));
        bad.put("unknown kid", tokens.sign(good, jws -> jws.setKeyIdHeaderValue("two")));
        bad.put("kid as a path", tokens.sign(good, jws -> jws.setKeyIdHeaderValue("../../one")));
        bad.put("jku", stranger.sign(good, jws -> jws.setHeader("jku", "https://evil.test/k")));
        bad.put("x5u", stranger.sign(good, jws -> jws.setHeader("x5u", "https://evil.test/k")));
        bad.put("jwk", stranger.sign(good, jws -> jws.setJwkHeader(stranger.key())));
        bad.put("crit", tokens.sign(good, jws -> jws.setCriticalHeaderNames("future")));
        bad.put(
                "token in a token",
                tokens.sign(
                        good,
                        jws -> {
                            jws.setPayload(tokens.sign(good));
                            jws.setContentTypeHeaderValue("JWT");
                        }));
        bad.put("five parts", tokens.sign(good) + ".x.y");
        bad.put("no signature", tokens.sign(good).replaceAll("\\.[^.]+$", "."));
        bad.put("expired", forged(c -> c.setExpirationTimeMinutesInTheFuture(-2)));
        bad.put("no expiry", forged(c -> c.unsetClaim("exp")));
        bad.put("valid for a year", forged(c -> c.setExpirationTimeMinutesInTheFuture(525_600)));
        bad.put("not yet valid", forged(c -> c.setNotBeforeMinutesInThePast(-5)));
        bad.put("another audience", forged(c -> c.setAudience("somebody-else")));
        bad.put("another issuer", forged(c -> c.setIssuer("https://evil.test")));
        bad.put("no tenant", forged(c -> c.unsetClaim("tenant")));
        bad.put("two tenants", forged(c -> c.setClaim("tenant", List.of("acme", "umbrella"))));
        bad.put("a tenant that is a pattern", forged(c -> c.setStringClaim("tenant", "*")));
        bad.put("a tenant that is a path", forged(c -> c.setStringClaim("tenant", "../acme")));
        bad.put("no role", forged(c -> c.setStringListClaim("groups", "root")));
        bad.put(
                "a group that is no person's",
                forged(c -> c.setStringListClaim("groups", "agent")));
        bad.put("a service's subject", forged(c -> c.setSubject(TestTokens.account("search"))));
        bad.put("no time of issue", forged(c -> c.unsetClaim("iat")));
        bad.put("issued in the future", forged(c -> c.setIssuedAt(inHours(1))));
        bad.put(
                "valid for two days, half over",
                forged(c -> {
                    c.setIssuedAt(inHours(-23));
                    c.setExpirationTime(inHours(23));
                }));
        bad.put("no subject", forged(c -> c.unsetClaim("sub")));
        bad.put("too long", forged(c -> c.setStringClaim("pad", "x".repeat(4_600))));
        return bad;
    }
}
