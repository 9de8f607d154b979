package io.agentfleet.tools.rest;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.access.token.TestTokens;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.InvokeToolRequest;
import io.agentfleet.proto.tools.v1.InvokeToolResponse;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc.ToolRegistryBlockingStub;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwt.JwtClaims;

/** A client of a secured registry, over REST and gRPC. */
final class SecuredRegistryClient implements AutoCloseable {

    /** How it calls. */
    enum Protocol {
        REST,
        GRPC
    }

    /** What is answered: a status or the code of an error, and its words. */
    record Answer(String code, String words) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final TestTokens tokens = TestTokens.ofGuard();
    private final TaskGrants orchestrator =
            new TaskGrants(
                    new GrantKeys(
                            ConfigProvider.getConfig()
                                    .getValue("fleet.access.grants.key-file", Path.class)),
                    Duration.ZERO,
                    InstantSource.system());
    private final ManagedChannel channel =
            ManagedChannelBuilder.forAddress("localhost", RestAssured.port).usePlaintext().build();

    String person(String subject, String tenant, String... roles) {
        return tokens.token(subject, tenant, roles);
    }

    String personOfAnotherIssuer(String subject, String tenant, String... roles) {
        JwtClaims claims = TestTokens.claims(subject, tenant, roles);
        claims.setIssuer(OwnedNames.OTHER_PEOPLE);
        return tokens.sign(claims);
    }

    String service(String name) {
        return tokens.service(name);
    }

    String executor() {
        return service("tool-executor");
    }

    String fleetOperator() {
        return person("root", "default", "fleet-operator");
    }

    static ToolDefinition tool(String name, String version, String endpoint) {
        return ToolDefinition.newBuilder()
                .setName(name)
                .setVersion(version)
                .setDescription("Runs SQL.")
                .setParameters(SampleDrafts.QUERY_PARAMETERS)
                .setEndpoint(endpoint)
                .build();
    }

    Answer register(Protocol protocol, String token, ToolDefinition tool) {
        return switch (protocol) {
            case REST -> answer(rest(token).body(body(tool).toString()).post("/tools"));
            case GRPC -> registerOverGrpc(token, tool);
        };
    }

    static ObjectNode body(ToolDefinition tool) {
        return JSON.createObjectNode()
                .put("name", tool.getName())
                .put("version", tool.getVersion())
                .put("description", tool.getDescription())
                .putRawValue("parameters", new RawValue(tool.getParameters()))
                .put("endpoint", tool.getEndpoint())
                .put("health_url", tool.getHealthUrl());
    }

    private Answer registerOverGrpc(String token, ToolDefinition tool) {
        try {
            RegisterToolRequest request =
                    RegisterToolRequest.newBuilder().setDefinition(tool).build();
            return new Answer(grpc(token).register(request).getStatus(), "");
        } catch (StatusRuntimeException e) {
            String words = String.valueOf(e.getStatus().getDescription());
            String code = words.replaceFirst("^([a-z_]+): (?s:.*)$", "$1");
            return new Answer(
                    code.equals(words)
                            ? e.getStatus().getCode().name().toLowerCase(Locale.ROOT)
                            : code,
                    words);
        }
    }

    static Answer answer(Response response) {
        return response.statusCode() < 300
                ? new Answer(String.valueOf(response.jsonPath().getString("status")), "")
                : new Answer(
                        response.jsonPath().getString("code"),
                        response.jsonPath().getString("detail"));
    }

    Response transfer(String token, String tool, String body) {
        return rest(token).body(body).post("/tools/" + tool + "/owner");
    }

    Response get(String token, String path) {
        return rest(token).get(path);
    }

    RequestSpecification rest(String token) {
        RequestSpecification request = given().contentType("application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    List<String> toolsOfAnalysis(String tenant) {
        return grpc(service("analysis"))
                .listTools(
                        ListToolsRequest.newBuilder()
                                .setAgent("analysis")
                                .setTenant(tenant)
                                .build())
                .getToolsList()
                .stream()
                .map(ToolDefinition::getName)
                .toList();
    }

    /** Analysis calls a tool, for a task of this tenant that it works on. */
    InvokeToolResponse call(String tool, String tenant) {
        String task = tenant + "." + UUID.randomUUID();
        return grpc(service("analysis"))
                .invokeTool(
                        InvokeToolRequest.newBuilder()
                                .setTool(tool)
                                .setArguments("{\"sql\":\"SELECT 1\"}")
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTenant(tenant)
                                                .setSessionId("s")
                                                .setTaskId(task)
                                                .setAgent("analysis")
                                                .setGrant(grant(tenant, new TaskId(task))))
                                .build());
    }

    private String grant(String tenant, TaskId task) {
        TaskGrant.Work work = new TaskGrant.Work(tenant, task, task, new AgentName("analysis"));
        return orchestrator.sign(new TaskGrant(work, Instant.now().plusSeconds(60)));
    }

    private ToolRegistryBlockingStub grpc(String token) {
        ToolRegistryBlockingStub stub =
                ToolRegistryGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
        if (token.isEmpty()) {
            return stub;
        }
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
