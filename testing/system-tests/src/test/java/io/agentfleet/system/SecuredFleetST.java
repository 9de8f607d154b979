package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.proto.agents.v1.StepEvent;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.agentfleet.proto.agents.v1.TaskResponse;
import io.grpc.Status;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole fleet in which everybody shows a token, people and services alike. */
class SecuredFleetST {

    private static final String QUESTION = "최근 일주일 매출 분석해줘";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> SERVICES =
            List.of(
                    "orchestrator",
                    "agent-search",
                    "agent-analysis",
                    "agent-writer",
                    "tool-registry",
                    "tool-executor");

    private static final SecuredFleet SECURED = SecuredFleet.up();

    private static JsonNode task;
    private static String path;

    @BeforeAll
    static void ask() {
        task =
                SECURED.fleet()
                        .run("run", QUESTION, "--data", Sources.SALES.toString(), "-o", "json")
                        .json();
        path = "/tasks/" + task.path("task_id").asText();
    }

    @Test
    void theMainJobGoesThroughEveryServiceByTheirOwnTokens() {
        assertThat(task.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(task.path("nodes"))
                .extracting(node -> node.path("agent").asText())
                .containsExactly("search", "analysis", "writer");
        assertThat(task.path("artifacts").findValuesAsText("name"))
                .contains("chart.png", "report.md");
    }

    @Test
    void itsTraceIsWhole() {
        await("every parent has come in")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(strangersChildren(spans())).isEmpty());
        List<JsonNode> spans = spans();
        assertThat(spans).filteredOn(span -> text(span, "parent_id").isEmpty()).hasSize(1);
        assertThat(spans)
                .extracting(span -> text(span, "name"))
                .contains(
                        "process agent.tasks.orchestrator",
                        "invoke_agent search",
                        "invoke_agent analysis",
                        "invoke_agent writer",
                        "agents.tools.v1.ToolRegistry/InvokeTool",
                        "agents.tools.v1.ToolEndpoint/Execute");
    }

    @Test
    void withoutATokenEveryServiceAnswersItsProbesAndNothingElse() {
        SoftAssertions all = new SoftAssertions();
        for (String service : SERVICES) {
            for (String open : List.of("/health", "/ready", "/metrics")) {
                all.assertThat(SECURED.status("GET", service, open, ""))
                        .as(service + open)
                        .isEqualTo(200);
            }
            for (String shut : List.of("/log-levels", "/tasks", "/tools", "/nowhere")) {
                for (String token : List.of("", "nonsense")) {
                    all.assertThat(SECURED.status("GET", service, shut, token))
                            .as(service + shut)
                            .isEqualTo(401);
                }
            }
            for (String token : List.of("", "nonsense")) {
                GrpcEndpoints endpoints = SECURED.endpoints(service, token);
                all.assertThat(
                                List.of(
                                        endpoints.runTaskCode(),
                                        endpoints.streamStepsCode(),
                                        endpoints.listTools("search"),
                                        endpoints.invokeTool("search"),
                                        endpoints.register(),
                                        endpoints.execute()))
                        .as("gRPC of " + service)
                        .containsOnly(Status.Code.UNAUTHENTICATED);
            }
        }
        all.assertAll();
    }

    @Test
    void aTaskIsThereForItsTenantAndForNobodyElse() {
        String own = SECURED.token("default", "viewer");
        String other = SECURED.token("umbrella", "submitter,viewer,approver,operator");
        for (String suffix : List.of("", "/events", "/log", "/trace")) {
            assertThat(SECURED.status("GET", "orchestrator", path + suffix, own))
                    .as(suffix)
                    .isEqualTo(200);
            HttpResponse<String> answer = SECURED.send("GET", "orchestrator", path + suffix, other);
            assertThat(answer.statusCode()).as(suffix).isEqualTo(404);
            assertThat(answer.body()).as(suffix).doesNotContain(QUESTION, "COMPLETED");
        }
        assertThat(SECURED.status("DELETE", "orchestrator", path, other)).isEqualTo(404);
        assertThat(SECURED.send("GET", "orchestrator", "/tasks", other).body())
                .doesNotContain(task.path("task_id").asText());
        assertThat(SECURED.send("GET", "orchestrator", path + "/events", own).body())
                .contains("event:ended");
    }

    @Test
    void aPersonsCallIsOfItsOwnTenantWhateverItClaims() {
        TaskRequest claims =
                TaskRequest.newBuilder()
                        .setPrompt("Within how many days may customers return a product?")
                        .putMetadata("data_source", Sources.sales(SECURED.fleet()))
                        .setTaskId("mine")
                        .setTenant("default")
                        .setRootTaskId(task.path("task_id").asText())
                        .setParentTaskId(task.path("task_id").asText())
                        .setNodeId("n1")
                        .build();
        String acme = SECURED.token("acme", "submitter");
        for (String service : List.of("orchestrator", "agent-search")) {
            List<StepEvent> steps = SECURED.endpoints(service, acme).streamSteps(claims);
            TaskResponse result = steps.getLast().getResult();
            assertThat(result.getTaskId()).as(service).isEqualTo("acme.mine");
            assertThat(result.getOutput()).as(service).contains("14 days");
            assertThat(steps.getLast().getNodeId()).as(service).isEmpty();
        }
    }

    @Test
    void anAgentCallsToolsInItsOwnNameAlone() {
        GrpcEndpoints search = SECURED.endpoints("tool-registry", SECURED.tokenOf("agent-search"));
        assertThat(search.listTools("search")).isEqualTo(Status.Code.OK);
        assertThat(search.listTools("analysis")).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(search.invokeTool("analysis")).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void toolsAreBroughtByTheExecutorOrAnOperatorAlone() {
        String submitter = SECURED.token("default", "submitter");
        for (String token : List.of(submitter, SECURED.tokenOf("agent-writer"))) {
            assertThat(SECURED.endpoints("tool-registry", token).register())
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(SECURED.status("POST", "tool-registry", "/tools", token)).isEqualTo(403);
        }
        String operator = SECURED.token("default", "operator");
        for (String token : List.of(operator, SECURED.tokenOf("tool-executor"))) {
            assertThat(SECURED.endpoints("tool-registry", token).register())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void theExecutorObeysTheRegistryAlone() {
        List<String> others = new ArrayList<>(SERVICES);
        others.remove("tool-registry");
        for (String service : others) {
            assertThat(SECURED.endpoints("tool-executor", SECURED.tokenOf(service)).execute())
                    .as(service)
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        }
        String operator = SECURED.token("default", "submitter,operator");
        assertThat(SECURED.endpoints("tool-executor", operator).execute())
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(SECURED.endpoints("tool-executor", SECURED.tokenOf("tool-registry")).execute())
                .isEqualTo(Status.Code.OK);
    }

    @Test
    void agentsWorkForTheOrchestratorAloneAndServicesReadNobodysTasks() {
        for (String agent : SecuredFleet.AGENTS) {
            assertThat(SECURED.endpoints(agent, SECURED.tokenOf("tool-registry")).runTaskCode())
                    .as(agent)
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        }
        String service = SECURED.tokenOf("agent-search");
        for (String suffix : List.of("", "/events", "/log", "/trace")) {
            assertThat(SECURED.status("GET", "orchestrator", path + suffix, service))
                    .isEqualTo(403);
        }
        for (String endpoint : List.of("orchestrator", "agent-search")) {
            for (String caller : List.of("agent-search", "orchestrator")) {
                String token = SECURED.tokenOf(caller);
                assertThat(SECURED.status("GET", endpoint, "/tasks", token)).isEqualTo(403);
                assertThat(SECURED.status("DELETE", endpoint, path, token)).isEqualTo(403);
            }
        }
    }

    @Test
    void logLevelsAreForOperators() {
        String level = "/log-levels/io.agentfleet?level=INFO";
        String others = SECURED.token("default", "submitter,viewer,approver");
        String operator = SECURED.token("default", "operator");
        for (String service : SERVICES) {
            assertThat(SECURED.status("PUT", service, level, others)).as(service).isEqualTo(403);
            assertThat(SECURED.status("PUT", service, level, operator)).as(service).isEqualTo(200);
        }
    }

    @Test
    void theCommandsWorkAsInAnOpenFleet() {
        String id = task.path("task_id").asText();
        for (List<String> command :
                List.of(
                        List.of("status", "--wait"),
                        List.of("task", "list"),
                        List.of("task", "get", id),
                        List.of("task", "log", id),
                        List.of("task", "watch", id),
                        List.of("trace", id),
                        List.of("rebuild"),
                        List.of("logs", "--level", "io.agentfleet=INFO"),
                        List.of("up", "--access"))) {
            var ignored = SECURED.fleet().run(command.toArray(String[]::new)).succeeded();
        }
        assertThat(SECURED.fleet().run("status").out()).contains("a secured fleet");
    }

    @Test
    void aFleetThatIsUpIsNotSetUpAnotherWay() {
        Fleet.Ran drill = SECURED.fleet().run("up", "--drill");
        assertThat(drill.exitCode()).isEqualTo(2);
        assertThat(drill.err()).contains("--access", "./fleet down");
    }

    @Test
    void anotherKeyIsTakenWhileEverythingRuns() {
        String before = SECURED.token("default", "viewer");
        String after = SECURED.fleet().run("token", "--rotate-key").succeeded().out().strip();
        assertThat(SECURED.status("GET", "orchestrator", path, before)).isEqualTo(200);
        assertThat(SECURED.status("GET", "orchestrator", path, after)).isEqualTo(200);
        TaskRequest task =
                TaskRequest.newBuilder()
                        .setPrompt("Which region sold most in October?")
                        .putMetadata("data_source", Sources.sales(SECURED.fleet()))
                        .build();
        assertThat(SECURED.endpoints("orchestrator", after).runTask(task).getStatus())
                .isEqualTo("COMPLETED");
    }

    private static List<JsonNode> spans() {
        String id = task.path("task_id").asText();
        return SECURED.fleet()
                .run("trace", id, "-o", "json")
                .json()
                .path("spans")
                .valueStream()
                .toList();
    }

    private static List<JsonNode> strangersChildren(List<JsonNode> spans) {
        List<String> ids = spans.stream().map(span -> text(span, "span_id")).toList();
        return spans.stream()
                .filter(span -> !text(span, "parent_id").isEmpty())
                .filter(span -> !ids.contains(text(span, "parent_id")))
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
