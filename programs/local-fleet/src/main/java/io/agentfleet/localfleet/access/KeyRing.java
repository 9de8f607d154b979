package io.agentfleet.localfleet.access;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localservers.process.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The key that signs, and the key set that services believe: that key, and earlier ones until the
 * last token that they signed has ended. The supervisor alone writes it.
 */
record KeyRing(Path folder) {

    /** In a key of the set: when it is left out, in seconds as a token's {@code exp}. */
    private static final String UNTIL = "exp";

    /** The public keys, as a JSON Web Key Set. */
    SecretFile published() {
        return new SecretFile(folder.resolve("jwks.json"), true);
    }

    private SecretFile secret() {
        return new SecretFile(folder.resolve("key.json"), true);
    }

    boolean isThere() {
        return Files.exists(secret().path());
    }

    /** The key that signs now. */
    SigningKey current() {
        try {
            return SigningKey.of(Files.readString(secret().path()));
        } catch (IOException | JoseException e) {
            throw unreadable(secret().path(), e);
        }
    }

    /**
     * Signs with a new key from now on.
     *
     * @param oldUntil when the last token of the old one has ended
     */
    SigningKey change(Instant oldUntil) {
        List<JsonWebKey> keys = new ArrayList<>(isThere() ? keys() : List.of());
        for (JsonWebKey old : keys) {
            if (old.getOtherParameterValue(UNTIL, Object.class) == null) {
                old.setOtherParameter(UNTIL, oldUntil.getEpochSecond());
            }
        }
        SigningKey next = SigningKey.make();
        keys.add(next.key());
        publish(keys);
        secret().write(next.secret());
        return next;
    }

    /** Leaves out keys whose last token has ended. */
    void prune(Instant now) {
        List<JsonWebKey> keys = keys();
        List<JsonWebKey> needed = keys.stream().filter(key -> isNeeded(key, now)).toList();
        if (needed.size() < keys.size()) {
            publish(needed);
        }
    }

    private static boolean isNeeded(JsonWebKey key, Instant now) {
        Object until = key.getOtherParameterValue(UNTIL, Object.class);
        return !(until instanceof Number end) || end.longValue() > now.getEpochSecond();
    }

    private List<JsonWebKey> keys() {
        try {
            return new JsonWebKeySet(Files.readString(published().path())).getJsonWebKeys();
        } catch (IOException | JoseException e) {
            throw unreadable(published().path(), e);
        }
    }

    private void publish(List<JsonWebKey> keys) {
        String json = new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        published().write(json);
    }

    private CommandException unreadable(Path file, Exception why) {
        return new CommandException(
                ExitCode.FAILED,
                "%s cannot be read: %s. './fleet down', delete %s, then './fleet up --access' makes new keys"
                        .formatted(file, why, folder),
                why);
    }
}
