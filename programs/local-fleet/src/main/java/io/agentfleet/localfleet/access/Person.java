package io.agentfleet.localfleet.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who the bearer of a token is.
 *
 * @param subject the name
 * @param tenant whose tasks they see
 * @param roles at least one
 */
public record Person(String subject, String tenant, Set<PersonRole> roles) {

    /** Whose tasks an open fleet shows. */
    public static final String DEFAULT_TENANT = "default";

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_SUBJECT = 255;

    public Person {
        roles = Set.copyOf(roles);
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "tenant '%s': give 1 to 63 lower-case letters, digits and hyphens, no hyphen first"
                            .formatted(tenant));
        }
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException(
                    "subject '%s': give 1 to %d characters".formatted(subject, LONGEST_SUBJECT));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("give at least one role, such as submitter");
        }
    }

    /** The user who runs this program. */
    public static String whoRunsThis() {
        String name = System.getProperty("user.name", "");
        return name.isBlank() ? "somebody" : name;
    }

    /** As tokens name them, in the order of the alphabet. */
    public List<String> groups() {
        return List.copyOf(new TreeSet<>(roles.stream().map(PersonRole::group).toList()));
    }
}
