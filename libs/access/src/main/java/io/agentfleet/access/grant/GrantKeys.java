package io.agentfleet.access.grant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.keys.HmacKey;

/**
 * The secret keys of a file, one a line in Base64, 32 bytes at least; what follows a {@code #} is
 * for people. The first signs, every one verifies, so keys rotate: add the new one below, and move
 * it to the top when every reader has it. The file is read again when it changes; while it cannot
 * be used, the keys stay as they were.
 */
public final class GrantKeys {

    private static final Logger LOG = Logger.getLogger(GrantKeys.class);
    private static final int SHORTEST = 32;

    /**
     * A key and its name.
     *
     * @param id a digest of it, which tells nothing
     */
    record Named(String id, Key key) {}

    private final Path file;
    private String version = "";
    private Map<String, Named> keys;

    /**
     * @throws IllegalStateException if the file has no usable key
     */
    public GrantKeys(Path file) {
        this.file = file;
        try {
            this.version = versionNow();
            this.keys = read();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "fleet.access.grants.key-file=%s is not usable (%s): write lines of 32 random bytes in Base64, such as 'openssl rand -base64 32' makes"
                            .formatted(file, e.getMessage() == null ? e : e.getMessage()),
                    e);
        }
    }

    /** The key that signs. */
    synchronized Named current() {
        look();
        return keys.values().iterator().next();
    }

    /** The key of this name. */
    synchronized Optional<Named> find(String id) {
        look();
        return Optional.ofNullable(keys.get(id));
    }

    private void look() {
        try {
            String now = versionNow();
            if (!now.equals(version)) {
                keys = read();
                version = now;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf("grant_keys_unreadable file=%s reason=%s", file, e.getMessage());
        }
    }

    private String versionNow() throws IOException {
        return "%s/%d".formatted(Files.getLastModifiedTime(file), Files.size(file));
    }

    private Map<String, Named> read() throws IOException {
        Map<String, Named> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                Named key = named(text);
                found.putIfAbsent(key.id(), key);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("it has no key");
        }
        return found;
    }

    /** Says nothing of the key itself when it is not usable. */
    private static Named named(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a line is not Base64", e);
        }
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "a key has %d bytes, less than %d".formatted(secret.length, SHORTEST));
        }
        Key key = new HmacKey(secret);
        String id = new OctetSequenceJsonWebKey(key).calculateBase64urlEncodedThumbprint("SHA-256");
        return new Named(id, key);
    }
}
