package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fleet whose Kafka asks every process for its user and allows what k8s/kafka/users.yaml grants,
 * nothing else: the fleet works with it, and nobody can do more.
 */
class KafkaAccessST {

    private static final String QUESTION = "최근 일주일 매출 분석해줘";
    private static final Pattern PASSWORD = Pattern.compile("password=\"([^\"]+)\"");

    private static final SecuredFleet SECURED = SecuredFleet.up();

    private static FleetKafkaClients kafka;
    private static JsonNode task;

    /** What was refused from the first start to the end of the main job. */
    private static List<String> refused = List.of();

    @BeforeAll
    static void comeUpAndAsk() throws IOException {
        Fleet fleet = SECURED.fleet();
        kafka = new FleetKafkaClients(fleet.home(), fleet.address("kafka"));
        task =
                fleet.run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json")
                        .succeeded()
                        .json();
        refused = refusals(fleet.home());
    }

    @Test
    void theMainJobIsDoneAndNothingOnItsWayWasRefused() {
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(task.path("nodes").valueStream())
                .extracting(node -> node.path("agent").asText())
                .containsExactly("search", "analysis", "writer");
        assertThat(refused).isEmpty();
    }

    /** What the broker's authorizer said no to; it names the user and the resource. */
    private static List<String> refusals(Path home) throws IOException {
        try (Stream<String> lines = Files.lines(home.resolve("logs/kafka.log"), UTF_8)) {
            return lines.filter(line -> line.contains("is Denied")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent-search, write topic agent.tasks.orchestrator, TopicAuthorizationException",
        "agent-search, write topic agent.tasks.writer, TopicAuthorizationException",
        "agent-search, write topic tool.audit, TopicAuthorizationException",
        "agent-search, write topic llm.costs, TopicAuthorizationException",
        "agent-search, read topic agent.results, TopicAuthorizationException",
        "agent-search, read topic agent.tasks.analysis, TopicAuthorizationException",
        "agent-search, join group agent-analysis, GroupAuthorizationException",
        "agent-search, join group fleet-orchestrator, GroupAuthorizationException",
        "agent-search, make topic agent.tasks.new, TopicAuthorizationException",
        "agent-analysis, write topic agent.tasks.search, TopicAuthorizationException",
        "agent-writer, write topic agent.tasks.orchestrator, TopicAuthorizationException",
        "agent-writer, begin transactions fleet-orchestrator-x, TransactionalIdAuthorizationException",
        "tool-registry, read topic agent.tasks.search, TopicAuthorizationException",
        "tool-registry, read topic agent.tasks.orchestrator, TopicAuthorizationException",
        "tool-registry, write topic agent.tasks.search, TopicAuthorizationException",
        "tool-registry, write topic agent.results, TopicAuthorizationException",
        "tool-registry, read topic tool.audit, TopicAuthorizationException",
        "orchestrator, read topic agent.tasks.search, TopicAuthorizationException",
        "orchestrator, write topic tool.definitions, TopicAuthorizationException",
        "orchestrator, write topic tool.effects, TopicAuthorizationException",
        "orchestrator, make topic elsewhere, TopicAuthorizationException",
        "orchestrator, grant topic agent.results, ClusterAuthorizationException",
        "schema-registry, read topic agent.results, TopicAuthorizationException",
        "schema-registry, write topic agent.tasks.orchestrator, TopicAuthorizationException",
        "fleet-operator, read topic kafkasql-journal, TopicAuthorizationException",
        "fleet-operator, join group agent-search, GroupAuthorizationException",
        "fleet-operator, grant topic agent.results, ClusterAuthorizationException",
        "nobody, read topic agent.results, SaslAuthenticationException",
        "wrong-password, read topic agent.results, SaslAuthenticationException",
        "without-a-name, read topic agent.results, TimeoutException"
    })
    void nobodyDoesMoreThanIsGranted(String user, String what, String refusal) {
        assertThat(kafka.refused(user, what)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "agent-search, write topic agent.tasks.search.dlq",
        "tool-registry, read topic tool.definitions",
        "orchestrator, write topic agent.results.dlq",
        "orchestrator, write topic llm.costs",
        "fleet-operator, read topic agent.results.dlq"
    })
    void whatIsGrantedIsDone(String user, String what) {
        assertThat(kafka.refused(user, what)).isEmpty();
    }

    @Test
    void deadLettersAreResolvedByTheOperator() {
        kafka.write("orchestrator", "agent.progress.dlq");

        JsonNode deadLetters =
                SECURED.fleet()
                        .run("dlq", "list", "--topic", "agent.progress", "-o", "json")
                        .succeeded()
                        .json();
        String id = deadLetters.get(0).path("id").asText();
        JsonNode settled =
                SECURED.fleet().run("dlq", "drop", id, "--yes", "-o", "json").succeeded().json();

        assertThat(settled.findValuesAsText("action")).containsExactly("dropped");
    }

    @Test
    void passwordsAreReadByTheirOwnerOnlyAndAreInNoLog() throws IOException {
        try (Stream<Path> users = Files.list(SECURED.fleet().home().resolve("kafka"))) {
            for (Path user : users.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(user)))
                        .as(user.toString())
                        .isEqualTo("rw-------");
                Matcher password = PASSWORD.matcher(Files.readString(user));
                assertThat(password.find()).as(user.toString()).isTrue();
                PrivateFiles.assertNowhere(SECURED.fleet().home(), password.group(1));
            }
        }
        for (String user : List.of("redis/fleet", "redis/fleet-operator", "registry/fleet")) {
            Path file = SECURED.fleet().home().resolve(user);
            PrivateFiles.assertNowhere(
                    SECURED.fleet().home(), Files.readString(file, UTF_8).strip());
        }
    }

    @Test
    void theRegistryAnswersTheFleetAlone() throws IOException {
        String url = SECURED.fleet().url("registry") + "/apis/registry/v3/groups/default/artifacts";
        String password =
                Files.readString(SECURED.fleet().home().resolve("registry/fleet")).strip();
        String pair = Base64.getEncoder().encodeToString(("fleet:" + password).getBytes(UTF_8));

        assertThat(SECURED.fleet().send("GET", url, "").statusCode()).isEqualTo(401);
        assertThat(SECURED.fleet().send("DELETE", url + "/agent.results-value", "").statusCode())
                .isEqualTo(401);
        assertThat(SECURED.fleet().send("GET", url, "", "Authorization", "Basic " + pair).body())
                .contains("agent.results-value");
    }

    @Test
    void nothingOfTheFleetIsReadByOtherUsersOfTheMachine() throws IOException {
        assertThat(PrivateFiles.openToOthers(SECURED.fleet().home())).isEmpty();
    }
}
