package io.agentfleet.access.grant;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import java.security.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Writes and reads task grants: tokens signed HS256 with a key that only those who hand tasks out
 * and those who check tool calls have. Agents carry them unread. A grant is no bearer token: it
 * counts only beside the token of the agent that it names. Safe for many threads.
 */
public final class TaskGrants {

    private static final Logger LOG = Logger.getLogger(TaskGrants.class);
    private static final String TYPE = "task-grant+jwt";
    private static final String AUDIENCE = "tool-registry";
    private static final String TENANT = "tenant";
    private static final String ROOT_TASK = "root_task_id";
    private static final String TASK = "task_id";

    private final GrantKeys keys;
    private final Duration leeway;
    private final InstantSource clock;

    /**
     * @param leeway between the clocks of those who sign and those who check
     */
    public TaskGrants(GrantKeys keys, Duration leeway, InstantSource clock) {
        this.keys = keys;
        this.leeway = leeway;
        this.clock = clock;
    }

    /** The grant as it travels; the same for the same grant, as long as the key signs. */
    public String sign(TaskGrant grant) {
        JwtClaims claims = new JwtClaims();
        claims.setAudience(AUDIENCE);
        claims.setSubject(grant.work().agent().value());
        claims.setStringClaim(TENANT, grant.work().tenant());
        claims.setStringClaim(ROOT_TASK, grant.work().rootTask().value());
        claims.setStringClaim(TASK, grant.work().task().value());
        claims.setExpirationTime(NumericDate.fromSeconds(grant.expires().getEpochSecond()));
        GrantKeys.Named key = keys.current();
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setHeader("typ", TYPE);
        signed.setKey(key.key());
        signed.setKeyIdHeaderValue(key.id());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        try {
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the key of grants does not sign", e);
        }
    }

    /** True if this is a grant for just this work, signed by a key of ours and not yet over. */
    public boolean covers(String signed, TaskGrant.Work work) {
        return work(signed).filter(work::equals).isPresent();
    }

    private Optional<TaskGrant.Work> work(String signed) {
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = reader().processToClaims(signed);
            return Optional.of(
                    new TaskGrant.Work(
                            claims.getStringClaimValue(TENANT),
                            new TaskId(claims.getStringClaimValue(ROOT_TASK)),
                            new TaskId(claims.getStringClaimValue(TASK)),
                            new AgentName(claims.getSubject())));
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException e) {
            LOG.debugf("grant_refused reason=%s", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private JwtConsumer reader() {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.HMAC_SHA256)
                .setVerificationKeyResolver(this::key)
                .setExpectedType(true, TYPE)
                .setExpectedAudience(AUDIENCE)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) leeway.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private Key key(JsonWebSignature signed, List<JsonWebStructure> nested)
            throws UnresolvableKeyException {
        String id = signed.getKeyIdHeaderValue();
        if (id == null || !nested.isEmpty()) {
            throw new UnresolvableKeyException("no key id, or a token within a token");
        }
        return keys.find(id)
                .map(GrantKeys.Named::key)
                .orElseThrow(() -> new UnresolvableKeyException("not a key of ours"));
    }
}
