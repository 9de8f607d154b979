package io.agentfleet.tools.rest;

import static io.agentfleet.tools.rest.SecuredRegistryClient.tool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.access.token.TestTokens;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.rest.SecuredRegistryClient.Answer;
import io.agentfleet.tools.rest.SecuredRegistryClient.Protocol;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What owners of tools have, and what nobody else gets. */
@QuarkusTest
@TestProfile(OwnedNames.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class ToolOwnersQuarkusTest extends OwnedNamesStage {

    @Test
    void theOwnerMovesItsToolAndRaisesItsVersion() {
        assertThat(register(registry.executor(), "query_database", "1.0.0", foreign))
                .isEqualTo("registered");
        assertThat(register(registry.executor(), "query_database", "1.1.0", foreign))
                .isEqualTo("registered");
        assertThat(register(registry.executor(), "query_database", "1.0.0", foreign))
                .isEqualTo("conflict");
    }

    @Test
    void whoeverIsRefusedIsToldWhoseTheNameIsAndNoMore() {
        Answer answer =
                registry.register(
                        Protocol.REST,
                        registry.fleetOperator(),
                        tool("query_database", "1.0.1", foreign.address()));
        assertThat(answer.words())
                .isEqualTo(
                        "'query_database' belongs to a service of the fleet: use another name, or let an operator of the fleet transfer it to you (POST /tools/query_database/owner)");
    }

    @Test
    void theRegistrysTokenGoesToTheFleetsOwnEndpointsAlone() {
        assertThat(register(operator("evil"), "evil.lookup", "1.0.0", foreign))
                .isEqualTo("registered");
        assertThat(register(registry.fleetOperator(), "lookup", "1.0.0", foreign))
                .isEqualTo("registered");

        assertThat(registry.call("evil.lookup", "evil").getOutcome()).isEqualTo("succeeded");
        assertThat(registry.call("lookup", "evil").getOutcome()).isEqualTo("succeeded");
        assertThat(registry.call("query_database", "evil").getOutcome()).isEqualTo("succeeded");

        assertThat(foreign.headers()).hasSize(2).noneMatch(ToolOwnersQuarkusTest::tellsAToken);
        assertThat(executor.headers())
                .singleElement()
                .asString()
                .contains("authorization=Bearer " + OwnedNames.REGISTRY_TOKEN);
    }

    private static boolean tellsAToken(String headers) {
        return headers.contains("authorization")
                || headers.contains("Bearer")
                || headers.contains(OwnedNames.REGISTRY_TOKEN);
    }

    @Test
    void aToolAtTheExecutorsOwnAddressIsStillCalledWithoutAToken() {
        assertThat(register(operator("evil"), "evil.lookup", "1.0.0", executor))
                .isEqualTo("registered");
        assertThat(registry.call("query_database", "evil").getOutcome()).isEqualTo("succeeded");
        executor.headers().clear();
        assertThat(registry.call("evil.lookup", "evil").getOutcome()).isEqualTo("succeeded");
        assertThat(executor.headers()).hasSize(1).noneMatch(ToolOwnersQuarkusTest::tellsAToken);
    }

    @Test
    void aTransferOpensTheNameButNotTheTokenUntilTheNewOwnerRegisters() {
        assertThat(register(registry.fleetOperator(), "lookup", "9.0.0", foreign))
                .isEqualTo("registered");
        assertThat(register(registry.executor(), "lookup", "1.0.0", executor))
                .isEqualTo("permission_denied");

        registry.transfer(registry.fleetOperator(), "lookup", "{\"service\":\"tool-executor\"}")
                .then()
                .statusCode(200);
        assertThat(registry.call("lookup", "acme").getOutcome()).isEqualTo("succeeded");
        assertThat(foreign.headers()).hasSize(1).noneMatch(ToolOwnersQuarkusTest::tellsAToken);
        assertThat(register(registry.fleetOperator(), "lookup", "9.0.1", foreign))
                .isEqualTo("permission_denied");

        assertThat(register(registry.executor(), "lookup", "1.0.0", executor))
                .isEqualTo("registered");
        assertThat(registry.call("lookup", "acme").getOutcome()).isEqualTo("succeeded");
        assertThat(executor.headers()).hasSize(1).allMatch(ToolOwnersQuarkusTest::tellsAToken);
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
        assertThat(register(operator("acme"), "acme.lookup", "1.0.0", executor))
                .isEqualTo("registered");
        String other = registry.personOfAnotherIssuer("eve", "acme", "operator");
        assertThat(register(other, "acme.lookup", "1.0.0", foreign)).isEqualTo("permission_denied");
        String colleague = registry.person("bob", "acme", "operator");
        assertThat(register(colleague, "acme.lookup", "1.0.0", foreign))
                .isEqualTo("permission_denied");

        registry.transfer(
                        registry.fleetOperator(),
                        "acme.lookup",
                        "{\"issuer\":\"%s\",\"subject\":\"bob\"}".formatted(TestTokens.ISSUER))
                .then()
                .statusCode(200);
        assertThat(register(colleague, "acme.lookup", "1.0.0", foreign)).isEqualTo("registered");
        assertThat(register(operator("acme"), "acme.lookup", "1.0.0", executor))
                .isEqualTo("permission_denied");
    }

    @Test
    void aToolOfATenantIsNeverAServices() {
        assertThat(register(operator("acme"), "acme.lookup", "1.0.0", foreign))
                .isEqualTo("registered");
        registry.transfer(
                        registry.fleetOperator(), "acme.lookup", "{\"service\":\"tool-executor\"}")
                .then()
                .statusCode(400);
    }

    @Test
    void whatABodySaysOfAnOwnerGivesNoRight() {
        ObjectNode forged =
                SecuredRegistryClient.body(tool("evil.lookup", "1.0.0", foreign.address()))
                        .put("owner", "service tool-executor")
                        .put("owner_kind", "service")
                        .put("owner_identity", "service tool-executor")
                        .put("transferred_from", "service tool-executor");
        assertThat(
                        SecuredRegistryClient.answer(
                                registry.rest(operator("evil"))
                                        .body(forged.toString())
                                        .post("/tools")))
                .isEqualTo(new Answer("registered", ""));
        assertThat(
                        registry.get(operator("evil"), "/tools/evil.lookup")
                                .jsonPath()
                                .getString("owner_kind"))
                .isEqualTo("person");
        assertThat(identity(operator("evil"))).as("for whom transfers names only").isNull();
        assertThat(identity(registry.fleetOperator()))
                .startsWith("person " + TestTokens.ISSUER + " ");
        assertThat(registry.call("evil.lookup", "evil").getOutcome()).isEqualTo("succeeded");
        assertThat(foreign.headers()).hasSize(1).noneMatch(ToolOwnersQuarkusTest::tellsAToken);

        forged.put("name", "query_database");
        assertThat(
                        SecuredRegistryClient.answer(
                                        registry.rest(operator("evil"))
                                                .body(forged.toString())
                                                .post("/tools"))
                                .code())
                .isEqualTo("permission_denied");
    }

    private String identity(String token) {
        return registry.get(token, "/tools/evil.lookup").jsonPath().getString("owner_identity");
    }

    @Test
    void ofManyWhoWantANameAtOnceOneGetsIt() throws Exception {
        List<Callable<String>> racers =
                IntStream.range(0, 12)
                        .<Callable<String>>mapToObj(i ->
                                () ->
                                        registry.register(
                                                        i % 2 == 0 ? Protocol.REST : Protocol.GRPC,
                                                        registry.person(
                                                                "p" + i, "acme", "operator"),
                                                        tool(
                                                                "acme.lookup",
                                                                "1.0." + i,
                                                                foreign.address()))
                                                .code())
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = threads.invokeAll(racers);
            List<String> codes = answers.stream().map(Future::resultNow).toList();
            assertThat(codes).filteredOn("registered"::equals).hasSize(1);
            assertThat(codes).filteredOn("permission_denied"::equals).hasSize(11);
        }
    }

    @Test
    void registrationsRefusalsAndTransfersAreAudited() {
        assertThat(register(operator("evil"), "query_database", "1.0.1", foreign))
                .isEqualTo("permission_denied");
        assertThat(register(operator("evil"), "evil.lookup", "1.0.0", foreign))
                .isEqualTo("registered");
        assertThat(register(operator("evil"), "evil.lookup", "1.0.0", foreign))
                .isEqualTo("unchanged");
        registry.transfer(
                        registry.fleetOperator(),
                        "evil.lookup",
                        "{\"issuer\":\"i\",\"subject\":\"bob\"}")
                .then()
                .statusCode(200);

        String eve = "person %s eve".formatted(TestTokens.ISSUER);
        String root = "person %s root".formatted(TestTokens.ISSUER);
        assertThat(audit.entries())
                .map(AuditEntry.Registration.class::cast)
                .map(entry ->
                        "%s %s %s by %s: %s, of %s"
                                .formatted(
                                        entry.action().wire(),
                                        entry.tool(),
                                        entry.version(),
                                        entry.actor(),
                                        entry.code().map(ErrorCode::wire).orElse(entry.status()),
                                        entry.owner()))
                .containsExactly(
                        "register query_database 1.0.1 by %s: permission_denied, of "
                                .formatted(eve),
                        "register evil.lookup 1.0.0 by %s: succeeded, of %s".formatted(eve, eve),
                        "transfer evil.lookup 1.0.0 by %s: succeeded, of person i bob"
                                .formatted(root));
        assertThat(audit.entries())
                .map(AuditEntry.Registration.class::cast)
                .map(AuditEntry.Registration::endpoint)
                .containsOnly(foreign.address());
    }
}
