package io.agentfleet.access.identity;

import java.util.Set;

/**
 * The one decision: may this caller do this here? Whose thing it is does not come up: the tenant
 * goes along with the call, and another tenant's task is one that does not exist.
 *
 * @param callers services that may have their calls carried out here: whom {@code RUN}, {@code
 *     REGISTER_TOOL} and {@code EXECUTE_TOOL} are for
 */
public record AccessPolicy(Set<String> callers) {

    public AccessPolicy {
        callers = Set.copyOf(callers);
    }

    /** True if the caller may. */
    public boolean allows(Identity who, Operation what) {
        return who.roles().stream().anyMatch(role -> allows(role, who.subject(), what));
    }

    private boolean allows(Role role, String subject, Operation what) {
        return switch (role) {
            case SUBMITTER ->
                    switch (what) {
                        case SUBMIT, RUN, READ, CANCEL -> true;
                        case REBUILD,
                                LOG_LEVELS,
                                READ_TOOLS,
                                REGISTER_TOOL,
                                INVOKE_TOOL,
                                EXECUTE_TOOL,
                                EXPORT_SPANS ->
                                false;
                    };
            case VIEWER, APPROVER -> what == Operation.READ;
            case OPERATOR ->
                    switch (what) {
                        case READ, CANCEL, REBUILD, LOG_LEVELS, READ_TOOLS, REGISTER_TOOL -> true;
                        case SUBMIT, RUN, INVOKE_TOOL, EXECUTE_TOOL, EXPORT_SPANS -> false;
                    };
            case AGENT ->
                    switch (what) {
                        case INVOKE_TOOL, EXPORT_SPANS -> true;
                        case RUN, REGISTER_TOOL, EXECUTE_TOOL -> callers.contains(subject);
                        case SUBMIT, READ, CANCEL, REBUILD, LOG_LEVELS, READ_TOOLS -> false;
                    };
        };
    }
}
