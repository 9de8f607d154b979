package io.agentfleet.tools.registration;

import static io.agentfleet.tools.catalog.SampleDrafts.QUERY_PARAMETERS;
import static io.agentfleet.tools.catalog.SampleDrafts.draft;
import static io.agentfleet.tools.catalog.SampleDrafts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.Endpoint;
import io.agentfleet.tools.catalog.InMemoryDefinitionLog;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolDefinition;
import io.agentfleet.tools.registration.RegistrationService.Status;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationServiceTest {

    private static final String HERE = "localhost:8085";

    private final ToolCatalog catalog = ToolCatalog.open();
    private final InMemoryDefinitionLog log = new InMemoryDefinitionLog(catalog);
    private final OpenRegistration registration = new OpenRegistration(catalog, log);

    @Test
    void putsANewToolIntoTheCatalogWithItsDefaults() {
        assertThat(registration.register(query(HERE))).isEqualTo(Status.REGISTERED);

        ToolDefinition tool = catalog.find("query_database").orElseThrow().definition();
        assertThat(tool.rateLimit()).isEqualTo(600);
        assertThat(tool.timeout()).hasSeconds(10);
        assertThat(tool.risk()).isEqualTo(ToolDefinition.Risk.AUTO);
    }

    @Test
    void leavesTheSameDefinitionUnchanged() {
        registration.register(query(HERE));
        assertThat(registration.register(query(HERE))).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void letsAToolMoveWithoutANewVersion() {
        registration.register(query(HERE));
        assertThat(registration.register(query("other:9"))).isEqualTo(Status.REGISTERED);
        assertThat(catalog.find("query_database").orElseThrow().definition().endpoint())
                .isEqualTo(new Endpoint("other", 9));
    }

    @Test
    void refusesWhileTheCatalogIsNotRead() {
        log.ready(false);
        refuses(query(HERE), ErrorCode.UNAVAILABLE, "/ready");
    }

    static Stream<Arguments> brokenDefinitions() {
        String noObject = "{\"type\":\"array\"}";
        String noType = "{\"type\":\"objekt\"}";
        return Stream.of(
                broken(draft("Query", "1.0.0", QUERY_PARAMETERS, HERE, 0, ""), "name 'Query'"),
                broken(draft("", "1.0.0", QUERY_PARAMETERS, HERE, 0, ""), "name ''"),
                broken(draft("q", "1.0", QUERY_PARAMETERS, HERE, 0, ""), "version '1.0'"),
                broken(draft("q", "01.0.0", QUERY_PARAMETERS, HERE, 0, ""), "version '01.0.0'"),
                broken(draft("q", "1.0.0", "", HERE, 0, ""), "parameters", "empty"),
                broken(draft("q", "1.0.0", "{", HERE, 0, ""), "parameters", "not JSON"),
                broken(draft("q", "1.0.0", noObject, HERE, 0, ""), "parameters", "\"array\""),
                broken(draft("q", "1.0.0", noType, HERE, 0, ""), "parameters", "/type"),
                broken(
                        draft("q", "1.0.0", "{\"type\":\"object\",\"required\":1}", HERE, 0, ""),
                        "parameters",
                        "/required"),
                broken(draft("q", "1.0.0", QUERY_PARAMETERS, "localhost", 0, ""), "endpoint"),
                broken(draft("q", "1.0.0", QUERY_PARAMETERS, "h:99999", 0, ""), "endpoint"),
                broken(draft("q", "1.0.0", QUERY_PARAMETERS, HERE, -1, ""), "timeout_ms -1"),
                broken(draft("q", "1.0.0", QUERY_PARAMETERS, HERE, 120_001, ""), "timeout_ms"),
                broken(
                        draft("q", "1.0.0", QUERY_PARAMETERS, HERE, 0, "maybe"),
                        "risk 'maybe'",
                        "use auto or forbidden"),
                broken(
                        draft("q", "1.0.0", QUERY_PARAMETERS, HERE, 0, "approval"),
                        "risk 'approval' is not supported",
                        "use auto or forbidden"),
                broken(with("api_key", ""), "auth_type 'api_key' is not supported: use none"),
                broken(with("none", "{\"type\":\"text\"}"), "output_schema", "/type"));
    }

    private static DefinitionDraft with(String authType, String outputSchema) {
        return new DefinitionDraft(
                "q",
                "1.0.0",
                "Runs SQL.",
                QUERY_PARAMETERS,
                HERE,
                "",
                authType,
                0,
                0,
                "",
                outputSchema,
                "",
                false,
                false);
    }

    private static Arguments broken(DefinitionDraft draft, String... said) {
        return Arguments.of(draft, said);
    }

    @ParameterizedTest
    @MethodSource("brokenDefinitions")
    void namesWhatIsWrongWithADefinition(DefinitionDraft draft, String[] said) {
        refuses(draft, ErrorCode.INVALID_TOOL_DEFINITION, said);
        assertThat(catalog.all()).isEmpty();
    }

    static Stream<Arguments> successors() {
        String wider =
                QUERY_PARAMETERS.replace(
                        "\"max_rows\"", "\"note\":{\"type\":\"string\"},\"max_rows\"");
        String stricter = QUERY_PARAMETERS.replace("[\"sql\"]", "[\"sql\",\"max_rows\"]");
        String renamed = QUERY_PARAMETERS.replace("max_rows", "rows");
        String retyped = QUERY_PARAMETERS.replace("integer", "string");
        String looser = QUERY_PARAMETERS.replace("integer", "number");
        return Stream.of(
                Arguments.of("1.0.0", wider, "registered with other content"),
                Arguments.of("0.9.0", QUERY_PARAMETERS, "older than the registered 1.0.0"),
                Arguments.of("1.0.0-rc.1", QUERY_PARAMETERS, "older than the registered 1.0.0"),
                Arguments.of("1.1.0", stricter, "/max_rows became required"),
                Arguments.of("1.1.0", renamed, "/max_rows was removed"),
                Arguments.of("1.1.0", retyped, "/max_rows changed its type"),
                Arguments.of("1.1.0", wider, ""),
                Arguments.of("1.1.0", looser, ""),
                Arguments.of("2.0.0", renamed, ""));
    }

    @ParameterizedTest
    @MethodSource("successors")
    void takesANewVersionOnlyIfItKeepsItsCallers(String version, String parameters, String said) {
        registration.register(query(HERE));
        DefinitionDraft next = draft("query_database", version, parameters, HERE, 0, "");
        if (said.isEmpty()) {
            assertThat(registration.register(next)).isEqualTo(Status.REGISTERED);
        } else {
            refuses(next, ErrorCode.CONFLICT, said);
        }
    }

    private void refuses(DefinitionDraft draft, ErrorCode code, String... said) {
        assertThatThrownBy(() -> registration.register(draft))
                .hasMessageContainingAll(said)
                .asInstanceOf(InstanceOfAssertFactories.type(FleetException.class))
                .returns(code, FleetException::code);
    }
}
