package io.agentfleet.access.identity;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls, as a verified token says it.
 *
 * @param subject the person, or the name of the service
 * @param tenant whose tasks they see; a service's own tenant says nothing
 * @param roles at least one
 * @param expires when the token ends
 */
public record Identity(String subject, String tenant, Set<Role> roles, Instant expires) {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Identity {
        roles = Set.copyOf(roles);
        if (!isTenant(tenant)) {
            throw new IllegalArgumentException("the tenant is not usable");
        }
        if (subject.isBlank() || subject.length() > 255 || roles.isEmpty()) {
            throw new IllegalArgumentException("an identity has a subject and a role");
        }
    }

    /** True for 1 to 63 lower-case letters, digits and hyphens, no hyphen first. */
    public static boolean isTenant(String value) {
        return TENANT.matcher(value).matches();
    }

    /** True for a service of the fleet. */
    public boolean isService() {
        return roles.contains(Role.AGENT);
    }

    /**
     * What each name begins with that is this tenant's own, to the fleet: {@code TENANT.NAME}. A
     * tenant has no dot in it, so two tenants never mean the same task or session.
     */
    public String prefix() {
        return tenant + ".";
    }
}
