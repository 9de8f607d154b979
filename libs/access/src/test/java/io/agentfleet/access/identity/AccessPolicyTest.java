package io.agentfleet.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private final AccessPolicy policy = new AccessPolicy(Set.of("orchestrator"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUBMITTER | ann          | SUBMIT RUN READ READ_COSTS CANCEL",
                "VIEWER    | ann          | READ READ_COSTS",
                "APPROVER  | ann          | READ READ_COSTS",
                "OPERATOR  | ann          | READ READ_COSTS CANCEL REBUILD LOG_LEVELS READ_TOOLS REGISTER_TOOL REGISTER_TENANT_TOOL",
                "FLEET_OPERATOR | ann     | READ_COSTS REBUILD LOG_LEVELS READ_TOOLS REGISTER_TOOL REGISTER_FLEET_TOOL TRANSFER_TOOL",
                "AGENT     | search       | INVOKE_TOOL EXPORT_SPANS",
                "AGENT     | orchestrator | INVOKE_TOOL EXPORT_SPANS RUN REGISTER_TOOL REGISTER_FLEET_TOOL EXECUTE_TOOL",
            })
    void eachRoleMayDoItsOwnAndNothingElse(Role role, String subject, String operations) {
        Identity who = new Identity("people", subject, "acme", Set.of(role), Instant.MAX);
        Set<Operation> allowed = EnumSet.noneOf(Operation.class);
        for (Operation operation : Operation.values()) {
            if (policy.allows(who, operation)) {
                allowed.add(operation);
            }
        }
        Set<Operation> expected = EnumSet.noneOf(Operation.class);
        for (String name : operations.split(" ", -1)) {
            expected.add(Operation.valueOf(name));
        }
        assertThat(allowed).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"operator, OPERATOR", "fleet-operator, FLEET_OPERATOR"})
    void aTokenNamesARoleInLowerCaseWithHyphens(String group, Role role) {
        assertThat(Role.of(group)).contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet_operator", "FLEET-OPERATOR", "fleet-operator ", ""})
    void noOtherSpellingIsARole(String group) {
        assertThat(Role.of(group)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "-a", "a.b", "a/b", "a b", "a\n", "äcme"})
    void aTenantIsLowerCaseLettersDigitsAndHyphens(String tenant) {
        assertThatThrownBy(() ->
                        new Identity("people", "ann", tenant, Set.of(Role.VIEWER), Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
