package io.agentfleet.access.filter;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names under which a service may be asked: localhost, loopback addresses, the address at which
 * the connection came in, and names of its own. A name that somebody else's DNS leads here is none
 * of them. Pure.
 */
final class HostNames {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[(?<v6>[0-9a-f:.]+)]|(?<name>[a-z0-9._-]+))(?::\\d{1,5})?");

    private final Set<String> names;

    HostNames(Collection<String> names) {
        this.names = names.stream().map(HostNames::plain).collect(Collectors.toUnmodifiableSet());
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /**
     * Whether {@code host} or {@code host:port} is one of them.
     *
     * @param reached the address at which the connection came in
     */
    boolean include(String authority, String reached) {
        Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return false;
        }
        String host = plain(Optional.ofNullable(parts.group("v6")).orElse(parts.group("name")));
        return host.equals("localhost")
                || names.contains(host)
                || address(host)
                        .filter(at -> at.isLoopbackAddress() || isAt(at, reached))
                        .isPresent();
    }

    private static boolean isAt(InetAddress asked, String reached) {
        return address(reached.replaceFirst("%.*", "")).filter(asked::equals).isPresent();
    }

    /** Of an address that is written in numbers; no name is looked up. */
    private static Optional<InetAddress> address(String written) {
        try {
            return Optional.of(InetAddress.ofLiteral(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
