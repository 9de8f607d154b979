package io.agentfleet.localfleet.access;

import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** A private RSA key that signs tokens as the services want them. */
record SigningKey(RsaJsonWebKey key) {

    private static final int BITS = 2048;

    /** A new one. */
    static SigningKey make() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return new SigningKey(key);
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM makes no RSA keys", e);
        }
    }

    /** The key of {@link #secret()}. */
    static SigningKey of(String secret) throws JoseException {
        return new SigningKey((RsaJsonWebKey) JsonWebKey.Factory.newJwk(secret));
    }

    String id() {
        return key.getKeyId();
    }

    /** All of it, as a JSON Web Key. */
    String secret() {
        return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    /** A token of these claims. */
    String sign(JwtClaims claims) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(id());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the key does not sign", e);
        }
    }
}
