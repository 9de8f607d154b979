package io.agentfleet.access.identity;

import java.util.Set;

/**
 * Decides which operations a caller may use. Tenants are checked where tasks are read: the tenant
 * is passed on with the call, and a task of another tenant is answered as unknown.
 *
 * @param callers services that may have their calls carried out here: whom {@code RUN}, {@code
 *     REGISTER_TOOL}, {@code REGISTER_FLEET_TOOL} and {@code EXECUTE_TOOL} are for
 */
public record AccessPolicy(Set<String> callers) {

    private static final Set<Operation> OF_SUBMITTERS =
            Set.of(
                    Operation.SUBMIT,
                    Operation.RUN,
                    Operation.READ,
                    Operation.READ_COSTS,
                    Operation.CANCEL);
    private static final Set<Operation> OF_READERS = Set.of(Operation.READ, Operation.READ_COSTS);
    private static final Set<Operation> OF_OPERATORS =
            Set.of(
                    Operation.READ,
                    Operation.READ_COSTS,
                    Operation.CANCEL,
                    Operation.REBUILD,
                    Operation.LOG_LEVELS,
                    Operation.READ_TOOLS,
                    Operation.REGISTER_TOOL,
                    Operation.REGISTER_TENANT_TOOL);
    private static final Set<Operation> OF_FLEET_OPERATORS =
            Set.of(
                    Operation.READ_COSTS,
                    Operation.REBUILD,
                    Operation.LOG_LEVELS,
                    Operation.READ_TOOLS,
                    Operation.REGISTER_TOOL,
                    Operation.REGISTER_FLEET_TOOL,
                    Operation.TRANSFER_TOOL);
    private static final Set<Operation> OF_SERVICES =
            Set.of(Operation.INVOKE_TOOL, Operation.EXPORT_SPANS);
    private static final Set<Operation> OF_CALLERS =
            Set.of(
                    Operation.RUN,
                    Operation.REGISTER_TOOL,
                    Operation.REGISTER_FLEET_TOOL,
                    Operation.EXECUTE_TOOL);

    public AccessPolicy {
        callers = Set.copyOf(callers);
    }

    /** Whether the caller may use the operation. */
    public boolean allows(Identity who, Operation what) {
        return who.roles().stream().anyMatch(role -> allows(role, who.subject(), what));
    }

    private boolean allows(Role role, String subject, Operation what) {
        return switch (role) {
            case SUBMITTER -> OF_SUBMITTERS.contains(what);
            case VIEWER, APPROVER -> OF_READERS.contains(what);
            case OPERATOR -> OF_OPERATORS.contains(what);
            case FLEET_OPERATOR -> OF_FLEET_OPERATORS.contains(what);
            case AGENT ->
                    OF_SERVICES.contains(what)
                            || (OF_CALLERS.contains(what) && callers.contains(subject));
        };
    }
}
