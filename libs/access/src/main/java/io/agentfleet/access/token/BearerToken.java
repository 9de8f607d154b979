package io.agentfleet.access.token;

/**
 * A token as its bearer showed it, to be shown on where it must be proved again.
 *
 * @param value never to be logged
 */
public record BearerToken(String value) {

    @Override
    public String toString() {
        return "a bearer token";
    }
}
