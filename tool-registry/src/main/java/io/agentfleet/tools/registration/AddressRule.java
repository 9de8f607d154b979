package io.agentfleet.tools.registration;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.ToolDefinition;
import java.net.InetAddress;
import java.net.URI;

/**
 * Addresses at which no tool is: link-local ones (where clouds tell a machine its secrets), those
 * of a group, and "any". Private and loopback addresses are where tools of a fleet usually are.
 */
public final class AddressRule {

    private AddressRule() {}

    /**
     * Passes if the addresses of a definition may be called. Names are looked up by who calls.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION
     */
    static void require(ToolDefinition tool) {
        requireUsable("endpoint", tool.endpoint().toString(), tool.endpoint().host());
        if (tool.healthUrl().isEmpty()) {
            return;
        }
        URI health = URI.create(tool.healthUrl());
        if (health.getRawUserInfo() != null) {
            throw refused(
                    "health_url",
                    "of " + health.getHost(),
                    "holds a name or password: leave it out");
        }
        requireUsable("health_url", tool.healthUrl(), health.getHost());
    }

    private static void requireUsable(String field, String shown, String host) {
        try {
            if (isNoPlaceForATool(InetAddress.ofLiteral(withoutBrackets(host)))) {
                throw refused(
                        field,
                        "'%s'".formatted(shown),
                        "is a link-local, group or any address: use the address of a host");
            }
        } catch (IllegalArgumentException e) {
            return; // a name
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static FleetException refused(String field, String shown, String why) {
        return new FleetException(
                ErrorCode.INVALID_TOOL_DEFINITION, "%s %s %s".formatted(field, shown, why));
    }

    /** True for an address that is not called. */
    public static boolean isNoPlaceForATool(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress();
    }
}
