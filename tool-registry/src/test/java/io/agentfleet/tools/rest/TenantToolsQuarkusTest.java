package io.agentfleet.tools.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.testservers.TestServersResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tool in the name space of a tenant, seen by that tenant and by others. */
@QuarkusTest
@TestProfile(OwnedNames.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class TenantToolsQuarkusTest extends OwnedNamesStage {

    @Test
    void aToolOfATenantIsThereForItAloneAndForOthersLikeOneThatIsNot() {
        assertThat(register(operator("acme"), "acme.lookup", "1.0.0", foreign))
                .isEqualTo("registered");
        assertThat(register(registry.executor(), "forbidden", "1.0.0", executor))
                .isEqualTo("registered");

        assertThat(registry.toolsOfAnalysis("acme")).contains("query_database", "acme.lookup");
        assertThat(registry.call("acme.lookup", "acme").getOutcome()).isEqualTo("succeeded");
        assertThat(namesFor(operator("acme"))).contains("query_database", "acme.lookup");
        assertThat(namesFor(registry.fleetOperator())).contains("acme.lookup");

        for (String tenant : List.of("evil", "acme-2", "acm", "default")) {
            String operator = operator(tenant);
            assertThat(registry.toolsOfAnalysis(tenant)).containsExactly("query_database");
            assertThat(namesFor(operator)).contains("query_database").doesNotContain("acme.lookup");
            for (String path : List.of("", "/health")) {
                assertThat(registry.get(operator, "/tools/acme.lookup" + path).asString())
                        .isEqualTo(
                                registry.get(operator, "/tools/acme.nothing" + path)
                                        .asString()
                                        .replace("nothing", "lookup"))
                        .contains("unknown_tool");
            }
            assertThat(registry.get(operator, "/permissions").asString()).doesNotContain("acme");
            InvokeToolResponse answer = registry.call("acme.lookup", tenant);
            assertThat(answer.getErrorCode()).isEqualTo("unknown_tool");
            assertThat(answer.getError())
                    .isEqualTo(
                            registry.call("acme.nothing", tenant)
                                    .getError()
                                    .replace("nothing", "lookup"));
            assertThat(registry.call("forbidden", tenant).getError())
                    .contains("may not call", "query_database")
                    .doesNotContain("acme");
        }
        assertThat(foreign.asked()).hasSize(1);
        assertThat(when().get("/metrics").asString()).doesNotContain("acme");
    }

    private List<String> namesFor(String token) {
        return registry.get(token, "/tools").jsonPath().getList("name", String.class);
    }

    @Test
    void aTenantThatIsCalledLikeTheBeginningOfAToolHasItsOwnNamesAndNoOthers() {
        assertThat(register(operator("query"), "query.database", "1.0.0", foreign))
                .isEqualTo("registered");
        assertThat(registry.toolsOfAnalysis("query")).contains("query_database", "query.database");
        assertThat(registry.call("query_database", "query").getOutcome()).isEqualTo("succeeded");
        assertThat(executor.asked()).hasSize(1);
        assertThat(foreign.asked()).isEmpty();
    }
}
