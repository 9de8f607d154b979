package io.agentfleet.tools.catalog;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tool is served.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9][A-Za-z0-9._-]{0,252})):(\\d{1,5})");

    private static final int LAST_PORT = 65535;

    /**
     * Reads {@code host:port}.
     *
     * @throws FleetException with INVALID_TOOL_DEFINITION
     */
    public static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new FleetException(
                    ErrorCode.INVALID_TOOL_DEFINITION,
                    "endpoint '%s' is not an address: use host:port such as localhost:8085"
                            .formatted(text));
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new Endpoint(host, port);
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[%s]:%d".formatted(host, port) : host + ":" + port;
    }
}
