package io.agentfleet.schemas;

/**
 * Names one conversation: the key of every record, and the unit of order.
 *
 * @param value 1 to 200 characters, any script, no control characters
 */
public record SessionId(String value) {

    private static final int LONGEST = 200;

    public SessionId {
        if (value.isBlank()
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "session_id '%s' is not usable: use 1 to %d characters without control characters"
                            .formatted(Identifier.shorten(value), LONGEST));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
