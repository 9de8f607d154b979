package io.agentfleet.executor.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.token.TestTokens;
import io.agentfleet.proto.tools.v1.CallContext;
import io.agentfleet.proto.tools.v1.ExecuteToolRequest;
import io.agentfleet.proto.tools.v1.ToolEndpointGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The executor behind its gate: it has no guard of its own, so it obeys the registry alone. */
@QuarkusTest
@TestProfile(SecuredExecutorQuarkusTest.Secured.class)
@QuarkusTestResource(FakeRegistry.class)
@SuppressWarnings("NullAway.Init")
class SecuredExecutorQuarkusTest {

    /** Tokens of an issuer made for the test. */
    public static final class Secured implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return TestTokens.guard();
        }
    }

    @TestHTTPResource("/")
    URI address;

    private final TestTokens tokens = TestTokens.ofGuard();
    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel =
                ManagedChannelBuilder.forAddress(address.getHost(), address.getPort())
                        .usePlaintext()
                        .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void theRegistryIsObeyed() {
        assertThat(execute(tokens.service("tool-registry"))).isEqualTo("succeeded");
    }

    @Test
    void nobodyElseIs() {
        for (String service : List.of("search", "analysis", "orchestrator", "tool-executor")) {
            assertRefused(Status.Code.PERMISSION_DENIED, tokens.service(service));
        }
        for (String role : List.of("submitter", "viewer", "approver", "operator")) {
            assertRefused(
                    Status.Code.PERMISSION_DENIED, tokens.token("tool-registry", "acme", role));
        }
        assertRefused(Status.Code.UNAUTHENTICATED, tokens.token("tool-registry", "acme", "agent"));
        assertRefused(Status.Code.UNAUTHENTICATED, "nonsense");
    }

    private void assertRefused(Status.Code code, String token) {
        assertThatThrownBy(() -> execute(token))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    private String execute(String token) {
        Metadata headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + token);
        return ToolEndpointGrpc.newBlockingStub(channel)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .execute(
                        ExecuteToolRequest.newBuilder()
                                .setTool("list_tables")
                                .setArguments("{}")
                                .setTimeoutMs(5_000)
                                .setContext(
                                        CallContext.newBuilder()
                                                .setTaskId("t")
                                                .setRootTaskId("t")
                                                .setDataSource("shop"))
                                .build())
                .getOutcome();
    }
}
