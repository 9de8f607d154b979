package io.agentfleet.cli.deadletter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.agentfleet.localfleet.file.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a dead letter, as it is written down under the letter's id.
 *
 * @param by who did it
 */
public record Resolution(Action action, String by, Instant at) {

    public Resolution {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }

    /** What can be done with a dead letter. */
    public enum Action {
        REPLAYED,
        DROPPED;

        /** As it is written. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The action of a written name. */
        @JsonCreator
        public static Action ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    byte[] json() {
        try {
            return JsonFile.MAPPER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("not writable as JSON: " + this, e);
        }
    }

    /** Empty if the bytes cannot be read, so that the dead letter stays visible. */
    static Optional<Resolution> of(byte[] json) {
        try {
            return Optional.of(JsonFile.MAPPER.readValue(json, Resolution.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "%s by %s at %s".formatted(action.wire(), by, at);
    }
}
