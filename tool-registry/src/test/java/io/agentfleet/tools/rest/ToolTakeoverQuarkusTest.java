package io.agentfleet.tools.rest;

import static io.agentfleet.tools.rest.SecuredRegistryClient.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.testservers.TestServersResource;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.gateway.FakeToolServer;
import io.agentfleet.tools.rest.SecuredRegistryClient.Answer;
import io.agentfleet.tools.rest.SecuredRegistryClient.Protocol;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ways to take over the executor's query_database, or another tenant's names, over REST and gRPC.
 */
@QuarkusTest
@TestProfile(OwnedNames.class)
@QuarkusTestResource(
        value = TestServersResource.class,
        initArgs = @ResourceArg(name = "parts", value = "redis"),
        restrictToAnnotatedClass = true)
class ToolTakeoverQuarkusTest {

    private static final String DENIED = "permission_denied";
    private static final String INVALID = "invalid_tool_definition";

    /** One attempt, and how it is answered. */
    private record Attempt(
            String what, String token, String name, String version, String endpoint, String code) {}

    @Inject ToolCatalog catalog;

    private final List<Attempt> attempts = new ArrayList<>();
    private SecuredRegistryClient registry;
    private FakeToolServer executor;
    private FakeToolServer foreign;

    @BeforeEach
    void theExecutorRegistersItsTool() throws Exception {
        registry = new SecuredRegistryClient();
        executor = new FakeToolServer();
        foreign = new FakeToolServer();
        catalog.remove("query_database");
        assertThat(
                        registry.register(
                                        Protocol.GRPC,
                                        registry.executor(),
                                        tool("query_database", "1.0.0", executor.address()))
                                .code())
                .isEqualTo("registered");
    }

    @AfterEach
    void stop() {
        registry.close();
        executor.close();
        foreign.close();
    }

    @Test
    void noRegistrationTakesAToolOver() {
        byWhomeverItIsNot();
        byVersions();
        byNamesThatLookAlike();
        byNameSpaces();
        SoftAssertions all = new SoftAssertions();
        for (Attempt attempt : attempts) {
            for (Protocol protocol : Protocol.values()) {
                String name = attempt.what() + " over " + protocol;
                Answer answer =
                        registry.register(
                                protocol,
                                attempt.token(),
                                tool(attempt.name(), attempt.version(), attempt.endpoint()));
                all.assertThat(answer.code()).as(name).isEqualTo(attempt.code());
                all.assertThat(answer.words())
                        .as(name)
                        .doesNotContain("tool-executor", executor.address());
            }
        }
        assertCallsReachTheExecutor(all);
        all.assertAll();
        assertThat(attempts).hasSizeGreaterThan(50);
    }

    private void byWhomeverItIsNot() {
        String[] people = {"submitter", "viewer", "approver", "operator", "fleet-operator"};
        for (String role : people) {
            takes("the name, as " + role, registry.person("eve", "evil", role), DENIED);
        }
        takes("all roles of people", registry.person("eve", "evil", people), DENIED);
        takes("the name of a service", registry.person("tool-executor", "fleet", people), DENIED);
        takes(
                "the subject of a service",
                registry.person(TestTokens.account("tool-executor"), "fleet", people),
                "unauthenticated");
        takes("the group of services", registry.person("eve", "evil", "agent"), "unauthenticated");
        takes(
                "another issuer's person",
                registry.personOfAnotherIssuer("tool-executor", "fleet", people),
                DENIED);
        for (String service : List.of("search", "analysis", "orchestrator")) {
            takes("the token of " + service, registry.service(service), DENIED);
        }
        takes("a service that is none", registry.service("tool-executor2"), "unauthenticated");
        takes("no token", "", "unauthenticated");
        takes("no real token", "nonsense", "unauthenticated");
    }

    private void takes(String what, String token, String code) {
        attempts.add(new Attempt(what, token, "query_database", "1.0.0", foreign.address(), code));
    }

    private void byVersions() {
        for (String token : List.of(operator("evil"), operator("acme"), registry.fleetOperator())) {
            for (String version : List.of("1.0.1", "1.1.0", "99.0.0", "0.9.0", "1.0.0-rc.1")) {
                attempts.add(
                        new Attempt(
                                "version " + version,
                                token,
                                "query_database",
                                version,
                                foreign.address(),
                                DENIED));
            }
        }
    }

    private void byNamesThatLookAlike() {
        for (String name :
                List.of(
                        "Query_database",
                        "qu\u0435ry_database",
                        "query\uff3fdatabase",
                        "query_databa\u017fe",
                        "query_database\u200b",
                        "query_database\u0000",
                        " query_database",
                        "query_database ",
                        "query_database\n",
                        "query-database",
                        "query_database/",
                        "../query_database",
                        "")) {
            for (String token : List.of(operator("evil"), registry.fleetOperator())) {
                String shown = "name [%s]".formatted(name);
                attempts.add(new Attempt(shown, token, name, "1.0.0", foreign.address(), INVALID));
            }
        }
    }

    private void byNameSpaces() {
        String evil = operator("evil");
        inNameSpace("acme.lookup", evil, DENIED);
        inNameSpace("acme.lookup", operator("acme-2"), DENIED);
        inNameSpace("acme.lookup", operator("acm"), DENIED);
        inNameSpace("acme.lookup", registry.fleetOperator(), DENIED);
        inNameSpace("acme.lookup", registry.executor(), DENIED);
        inNameSpace("acme.lookup", registry.person("ann", "acme", "submitter"), DENIED);
        inNameSpace("fleet.query_database", evil, DENIED);
        inNameSpace("lookup", evil, DENIED);
        inNameSpace("evil_lookup", evil, DENIED);
        inNameSpace("query_database", operator("query"), DENIED);
        inNameSpace("query_database", operator("query-database"), DENIED);
        for (String name :
                List.of(
                        "evil.acme.lookup",
                        "acme.evil.lookup",
                        "evil..lookup",
                        ".lookup",
                        "evil.",
                        "Evil.lookup",
                        "evil.Lookup",
                        "evil.look-up",
                        "evil/lookup",
                        "evil.lookup\n",
                        "\u0435vil.lookup",
                        "-evil.lookup")) {
            inNameSpace(name, evil, INVALID);
        }
    }

    private void inNameSpace(String name, String token, String code) {
        attempts.add(new Attempt("name " + name, token, name, "1.0.0", foreign.address(), code));
    }

    private String operator(String tenant) {
        return registry.person("eve", tenant, "operator");
    }

    private void assertCallsReachTheExecutor(SoftAssertions all) {
        for (String tenant : List.of("acme", "evil")) {
            all.assertThat(registry.call("query_database", tenant).getOutcome())
                    .isEqualTo("succeeded");
        }
        all.assertThat(executor.asked()).hasSize(2);
        all.assertThat(foreign.asked()).isEmpty();
        all.assertThat(
                        registry.get(registry.fleetOperator(), "/tools/query_database")
                                .jsonPath()
                                .getString("endpoint"))
                .isEqualTo(executor.address());
    }

    @Test
    void noAddressIsRegisteredAtWhichNoToolIs() {
        SoftAssertions all = new SoftAssertions();
        for (String endpoint :
                List.of(
                        "user:secret@localhost:1",
                        "169.254.169.254:80",
                        "2852039166:80",
                        "[fe80::1]:80",
                        "[::ffff:169.254.169.254]:80",
                        "0.0.0.0:80",
                        "[::]:80",
                        "224.0.0.1:80",
                        "localhost:1/path",
                        "http://localhost:1")) {
            for (Protocol protocol : Protocol.values()) {
                Answer answer =
                        registry.register(
                                protocol, operator("evil"), tool("evil.lookup", "1.0.0", endpoint));
                all.assertThat(answer.code()).as(endpoint).isEqualTo(INVALID);
            }
        }
        for (String url :
                List.of(
                        "http://user:secret@localhost/",
                        "http://169.254.169.254/latest/meta-data/",
                        "http://[fe80::1]/",
                        "http://0.0.0.0:8084/",
                        "file:///etc/passwd",
                        "ftp://localhost/",
                        "http:///")) {
            Answer answer =
                    registry.register(
                            Protocol.GRPC,
                            operator("evil"),
                            tool("evil.lookup", "1.0.0", "localhost:9").toBuilder()
                                    .setHealthUrl(url)
                                    .build());
            all.assertThat(answer.code()).as(url).isEqualTo(INVALID);
            all.assertThat(answer.words()).as(url).doesNotContain("secret");
        }
        all.assertAll();
    }

    @Test
    void nobodyButAnOperatorOfTheFleetTransfersATool() {
        String toEve = "{\"issuer\":\"https://issuer.test\",\"subject\":\"eve\"}";
        SoftAssertions all = new SoftAssertions();
        for (String token :
                List.of(
                        operator("evil"),
                        operator("default"),
                        registry.person("eve", "evil", "submitter", "viewer", "approver"),
                        registry.executor(),
                        registry.service("orchestrator"))) {
            refuses(all, 403, registry.transfer(token, "query_database", toEve));
        }
        refuses(all, 401, registry.transfer("", "query_database", toEve));
        String root = registry.fleetOperator();
        refuses(all, 404, registry.transfer(root, "no_such_tool", toEve));
        refuses(all, 404, registry.transfer(root, "query_database/owner", toEve));
        for (String nobody :
                List.of(
                        "",
                        "{}",
                        "{\"subject\":\"eve\"}",
                        "{\"issuer\":\"\",\"subject\":\"\"}",
                        "{\"service\":\"search\"}",
                        "{\"service\":\"\"}",
                        "{\"service\":\"tool-executor\",\"subject\":\"eve\"}")) {
            refuses(all, 400, registry.transfer(root, "query_database", nobody));
        }
        refuses(
                all,
                409,
                registry.transfer(root, "query_database", "{\"service\":\"tool-executor\"}"));
        assertCallsReachTheExecutor(all);
        all.assertAll();
    }

    private static void refuses(SoftAssertions all, int status, Response answer) {
        all.assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }
}
