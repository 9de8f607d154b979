package io.agentfleet.access.identity;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The caller, according to a verified token.
 *
 * @param issuer who says so: the same subject of another issuer is somebody else
 * @param subject the person, or the name of the service
 * @param tenant the tenant whose tasks the caller sees; not used for a service
 * @param roles at least one
 * @param expires when the token expires
 */
public record Identity(
        String issuer, String subject, String tenant, Set<Role> roles, Instant expires) {

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

    /**
     * Whether the value has 1 to 63 lower-case letters, digits and hyphens, and does not begin with
     * a hyphen.
     */
    public static boolean isTenant(String value) {
        return TENANT.matcher(value).matches();
    }

    /** Whether the caller is a service of the fleet. */
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
