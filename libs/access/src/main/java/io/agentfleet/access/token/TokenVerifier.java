package io.agentfleet.access.token;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies bearer tokens: signed with RS256, and no other algorithm, with a key of its issuer,
 * meant for this fleet, within its time, with the claims {@code sub}, {@code groups} and {@code
 * tenant}. It must say when it was issued ({@code iat}) and when it ends ({@code exp}), at most a
 * day apart; {@code nbf} counts if it is there, for not every issuer sends it. Keys come from the
 * issuer's configured location alone, whatever a token's header points to.
 *
 * <p>A service is known by the issuer that names services, and by no other: a group {@code agent}
 * of another issuer means nothing, and the subject of a service is refused there.
 */
public final class TokenVerifier {

    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);
    private static final int LONGEST = 6 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);
    private static final String SERVICES_TENANT = "fleet";

    private final Map<String, Issuer> issuers;
    private final Set<String> services;
    private final String audience;
    private final Duration leeway;
    private final InstantSource clock;
    private final JwtConsumer reader =
            new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build();

    /**
     * @param audience the audience that {@code aud} must contain
     * @param leeway the allowed clock skew to the issuer
     */
    public TokenVerifier(
            List<Issuer> issuers, String audience, Duration leeway, InstantSource clock) {
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::name, i -> i));
        this.services =
                issuers.stream()
                        .flatMap(issuer -> issuer.services().keySet().stream())
                        .collect(Collectors.toUnmodifiableSet());
        this.audience = audience;
        this.leeway = leeway;
        this.clock = clock;
    }

    /**
     * The identity in the token; empty if the token is not valid. The reason is only logged, not
     * sent.
     */
    public Optional<Identity> identity(String token) {
        if (token.length() > LONGEST) {
            return refused("too long");
        }
        try {
            JwtContext read = reader.process(token);
            JwtClaims claims = read.getJwtClaims();
            Issuer issuer = issuers.get(String.valueOf(claims.getIssuer()));
            if (issuer == null) {
                return refused("issuer not known");
            }
            consumer(issuer).processContext(read);
            return identity(issuer, claims);
        } catch (InvalidJwtException e) {
            return refused(
                    e.getErrorDetails().stream()
                            .map(detail -> Integer.toString(detail.getErrorCode()))
                            .collect(Collectors.joining(",", "codes ", "")));
        } catch (MalformedClaimException | RuntimeException e) {
            return refused(e.getClass().getSimpleName());
        }
    }

    private static Optional<Identity> refused(String why) {
        LOG.debugf("token_refused reason=%s", why);
        return Optional.empty();
    }

    private JwtConsumer consumer(Issuer issuer) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver((jws, nested) -> key(issuer, jws, nested))
                .setExpectedIssuer(issuer.name())
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, (int) LONGEST_LIFE.toSeconds())
                .setAllowedClockSkewInSeconds((int) leeway.toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private static Key key(Issuer issuer, JsonWebSignature jws, List<JsonWebStructure> nested)
            throws UnresolvableKeyException {
        String id = jws.getKeyIdHeaderValue();
        if (id == null || !nested.isEmpty()) {
            throw new UnresolvableKeyException("no key id, or a nested token");
        }
        return issuer.keys()
                .find(id)
                .orElseThrow(() -> new UnresolvableKeyException("not a key of its issuer"));
    }

    private Optional<Identity> identity(Issuer issuer, JwtClaims claims)
            throws MalformedClaimException {
        String subject = claims.getSubject();
        long expires = claims.getExpirationTime().getValue();
        if (expires - claims.getIssuedAt().getValue() > LONGEST_LIFE.toSeconds()) {
            return refused("it holds for longer than a day");
        }
        Instant end = Instant.ofEpochSecond(expires);
        if (!issuer.services().isEmpty()) {
            return Optional.ofNullable(issuer.services().get(subject))
                    .map(name ->
                            new Identity(
                                    issuer.name(), name, SERVICES_TENANT, Set.of(Role.AGENT), end))
                    .or(() -> refused("not a service that its issuer may name"));
        }
        if (services.contains(subject)) {
            return refused("the subject is a service, which its own issuer alone may name");
        }
        String tenant = claims.getStringClaimValue("tenant");
        Set<Role> roles =
                claims.getStringListClaimValue("groups").stream()
                        .flatMap(group -> Role.of(group).stream())
                        .collect(Collectors.toUnmodifiableSet());
        if (tenant == null || !Identity.isTenant(tenant) || roles.isEmpty()) {
            return refused("no tenant, or no role of a person");
        }
        return Optional.of(new Identity(issuer.name(), subject, tenant, roles, end));
    }
}
