package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.proto.tools.v1.CallContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a whole fleet that asks for tokens: an agent's token opens the task that it works on. */
class TaskGrantsST {

    private static final SecuredFleet SECURED = SecuredFleet.up();
    private static final String SERVICE = SECURED.tokenOf("agent-analysis");
    private static final String PERSON = SECURED.token("acme", "submitter");

    private final GrpcEndpoints registry = SECURED.endpoints("tool-registry", SERVICE);

    @Test
    void noAgentReachesATaskThatItWasNotGiven() {
        String grant = registry.grantTask("analysis", "acme.job1", PERSON);
        CallContext own = context("acme", "acme.job1", grant);
        assertThat(registry.listTables(own).getOutcome()).isEqualTo("succeeded");

        for (CallContext other :
                List.of(
                        context("acme", "acme.job1", ""),
                        context("acme", "acme.job2", grant),
                        context("umbrella", "acme.job1", grant),
                        context("umbrella", "umbrella.job1", grant),
                        own.toBuilder().setRootTaskId("umbrella.job1").build(),
                        own.toBuilder().setTaskId("umbrella.job1").build())) {
            assertThat(registry.listTables(other).getErrorCode())
                    .as("%s", other)
                    .isEqualTo("permission_denied");
        }
    }

    @Test
    void noAgentIsGrantedATaskOfAnotherTenantOrWithoutAPerson() {
        for (String shown : List.of(PERSON, SERVICE, "")) {
            assertThatThrownBy(() -> registry.grantTask("analysis", "umbrella.job1", shown))
                    .hasMessageContaining("PERMISSION_DENIED");
        }
        assertThatThrownBy(() -> registry.grantTask("search", "acme.job1", PERSON))
                .hasMessageContaining("PERMISSION_DENIED");
    }

    private static CallContext context(String tenant, String task, String grant) {
        return CallContext.newBuilder()
                .setTenant(tenant)
                .setSessionId("s")
                .setTaskId(task)
                .setRootTaskId(task)
                .setAgent("analysis")
                .setDataSource(Sources.sales(SECURED.fleet()))
                .setGrant(grant)
                .build();
    }
}
