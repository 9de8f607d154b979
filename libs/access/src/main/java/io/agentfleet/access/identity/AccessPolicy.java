package io.agentfleet.access.identity;

import java.util.Set;

/**
 * Decides which operations a caller may use. Tenants are checked where tasks are read: the tenant
 * is passed on with the call, and a task of another tenant is answered as unknown.
 *
 * @param callers services that may use {@code RUN}, {@code REGISTER_TOOL} and {@code EXECUTE_TOOL}
 *     here
 */
public record AccessPolicy(Set<String> callers) {

    public AccessPolicy {
        callers = Set.copyOf(callers);
    }

    /** Whether the caller may use the operation. */
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
