package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;

/** Whom the name of a tool belongs to. */
public sealed interface ToolOwner {

    /** A service of the fleet, by the fleet's name for it. */
    record FleetService(String name) implements ToolOwner {}

    /** A person, as their issuer knows them. */
    record Person(String issuer, String subject) implements ToolOwner {}

    /** Nobody showed who they are: an open fleet, or a registry from before names had owners. */
    record Nobody() implements ToolOwner {}

    /** What everybody is told of an owner: no more than its kind. */
    default String kind() {
        return switch (this) {
            case FleetService _ -> "service";
            case Person _ -> "person";
            case Nobody _ -> "nobody";
        };
    }

    /** As it is written down: {@code service NAME}, {@code person ISSUER SUBJECT}, or nothing. */
    default String wire() {
        return switch (this) {
            case FleetService(String name) -> "service " + name;
            case Person(String issuer, String subject) ->
                    "person %s %s"
                            .formatted(issuer.replace("%", "%25").replace(" ", "%20"), subject);
            case Nobody _ -> "";
        };
    }

    /**
     * Reads what {@link #wire()} wrote.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION if it is none of ours
     */
    static ToolOwner parse(String wire) {
        String[] parts = wire.split(" ", 3);
        if (wire.isEmpty()) {
            return new Nobody();
        }
        if (parts.length == 2 && parts[0].equals("service")) {
            return new FleetService(parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("person")) {
            return new Person(parts[1].replace("%20", " ").replace("%25", "%"), parts[2]);
        }
        throw new FleetException(
                ErrorCode.INVALID_TOOL_DEFINITION,
                "owner_identity '%s' is not known: use 'service NAME' or 'person ISSUER SUBJECT'"
                        .formatted(wire));
    }
}
