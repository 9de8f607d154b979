package io.agentfleet.tools.rest;

import io.agentfleet.tools.catalog.ToolOwner;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the name of a tool: a service, or a person.
 *
 * @param service the fleet's name of a service that registers tools
 * @param issuer of the person's tokens
 * @param subject the person's, as its issuer says
 */
@Schema(name = "ToolOwner")
public record NextOwner(
        @Nullable String service, @Nullable String issuer, @Nullable String subject) {

    /** Nobody, unless it is one or the other. */
    ToolOwner owner() {
        if (service != null && issuer == null && subject == null) {
            return new ToolOwner.FleetService(service);
        }
        if (service == null && issuer != null && subject != null) {
            return new ToolOwner.Person(issuer, subject);
        }
        return new ToolOwner.Nobody();
    }
}
