package io.agentfleet.access.token;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys of one issuer, by id. A file is read again as soon as it changes; an address
 * every five minutes, and for an unknown id, but at most once in ten seconds. If reading fails, the
 * known keys stay. Keys that are not RSA, are too short or have no id are ignored.
 */
public final class JwksKeys {

    private static final Logger LOG = Logger.getLogger(JwksKeys.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int SHORTEST = 2048;

    private final URI location;
    private final InstantSource clock;
    private final Optional<HttpClient> http;
    private Map<String, RSAPublicKey> keys = Map.of();
    private Instant readAt = Instant.MIN;
    private String version = "";

    /**
     * @param location {@code file:} or {@code https:}
     */
    public JwksKeys(URI location, InstantSource clock) {
        this.location = location;
        this.clock = clock;
        if (!isFile() && !"https".equals(location.getScheme())) {
            throw new IllegalArgumentException(
                    "jwks '%s' is not usable: give a file: or https: address".formatted(location));
        }
        this.http =
                isFile()
                        ? Optional.empty()
                        : Optional.of(HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
    }

    private boolean isFile() {
        return "file".equals(location.getScheme());
    }

    /** The key with this id, if the issuer has it. */
    public synchronized Optional<RSAPublicKey> find(String id) {
        if (isFile() ? hasChanged() : isOld(keys.containsKey(id) ? FRESH : PAUSE)) {
            read();
        }
        return Optional.ofNullable(keys.get(id));
    }

    private boolean isOld(Duration after) {
        return readAt.equals(Instant.MIN) || readAt.plus(after).isBefore(clock.instant());
    }

    private boolean hasChanged() {
        try {
            Path file = Path.of(location);
            return !version.equals(Files.getLastModifiedTime(file) + "/" + Files.size(file));
        } catch (IOException e) {
            return isOld(PAUSE);
        }
    }

    private void read() {
        readAt = clock.instant();
        try {
            keys = parsed(http.isPresent() ? fromAddress(http.get()) : fromFile());
        } catch (IOException | JoseException e) {
            LOG.errorf("keys_unreadable location=%s reason=%s", location, e.getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String fromFile() throws IOException {
        Path file = Path.of(location);
        version = Files.getLastModifiedTime(file) + "/" + Files.size(file);
        return Files.readString(file);
    }

    private String fromAddress(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(location).timeout(TIMEOUT).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }

    private static Map<String, RSAPublicKey> parsed(String json) throws JoseException {
        Map<String, RSAPublicKey> found = new HashMap<>();
        for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
            if (key instanceof RsaJsonWebKey rsa
                    && rsa.getKeyId() != null
                    && !"enc".equals(rsa.getUse())
                    && rsa.getRsaPublicKey().getModulus().bitLength() >= SHORTEST) {
                found.put(rsa.getKeyId(), rsa.getRsaPublicKey());
            }
        }
        return Map.copyOf(found);
    }
}
