package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agent, registry and executor as processes that speak TLS to each other, to Kafka and to Redis,
 * set up as the worked example of docs/security.md says and in no other way.
 */
class TlsST {

    private static final String QUESTION = "Within how many days may customers return a product?";

    private static TlsServices services;
    private static Path shown;
    private static Path stranger;

    @BeforeAll
    static void start() throws IOException {
        DrillFleet.down();
        services = new TlsServices(Files.createTempDirectory("fleet-tls"));
        shown = services.certificates();
        stranger = services.home().resolve("stranger");
        TestAuthority.in(services.home().resolve("another-authority")).issue(stranger, "stranger");
        services.start();
    }

    @AfterAll
    static void stop() throws IOException {
        services.close();
    }

    @Test
    void anAgentsToolCallsTravelOverTlsToTheRegistryAndToTheExecutor() {
        assertToolsAreCalled();
        assertThat(services.log("tool-executor")).contains("tools_registered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-search", "tool-registry", "tool-executor"})
    void plainTextIsNotUnderstood(String service) {
        assertThatThrownBy(() ->
                        HttpClient.newHttpClient()
                                .send(
                                        HttpRequest.newBuilder(
                                                        URI.create(
                                                                "http://localhost:%d/health"
                                                                        .formatted(
                                                                                services.port(
                                                                                        service))))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aServiceWithACertificateOfAnotherAuthorityIsNotBelieved() {
        assertThatThrownBy(() -> status(TestAuthority.client(stranger), "/health"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aCallerWithACertificateOfAnotherAuthorityIsTurnedAway() {
        assertThatThrownBy(() -> status(TestAuthority.client(shown, stranger), "/health"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aCallerWithoutACertificateGetsToTheOpenPathsOnly() throws IOException {
        SSLContext nobody = TestAuthority.client(shown);

        assertThat(status(nobody, "/health")).isEqualTo(200);
        assertThat(status(nobody, "/metrics")).isEqualTo(200);
        assertThat(status(nobody, "/tools")).isEqualTo(401);
        assertThat(status(TestAuthority.client(shown, shown), "/tools")).isEqualTo(200);
    }

    @Test
    void whereEverybodyMustShowACertificateNobodyElseGetsBeyondTheHandshake() throws IOException {
        assertThatThrownBy(() ->
                        services.send(
                                TestAuthority.client(shown), TlsServices.ALWAYS, "/health", ""))
                .isInstanceOf(IOException.class);
        assertThat(
                        services.send(
                                        TestAuthority.client(shown, shown),
                                        TlsServices.ALWAYS,
                                        "/health",
                                        "")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCallWithoutACertificateIsRefusedByGrpcToo() {
        assertThat(services.listTools(TestAuthority.client(shown))).isEqualTo("UNAUTHENTICATED");
        assertThat(services.listTools(TestAuthority.client(shown, shown))).isEqualTo("OK");
    }

    /** The authority is another one, too: old certificates would not do for new connections. */
    @Test
    void renewedCertificatesAreUsedWithoutARestartByServersAndByCallers()
            throws IOException, GeneralSecurityException {
        TestAuthority.in(services.home().resolve("next-authority")).issue(shown, "renewed");
        BigInteger renewed = TestAuthority.certificate(shown.resolve("tls.crt")).getSerialNumber();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(served().getSerialNumber()).isEqualTo(renewed));
        services.restart("tool-executor");

        assertToolsAreCalled();
        assertThat(services.listTools(TestAuthority.client(shown))).isEqualTo("UNAUTHENTICATED");
    }

    private static void assertToolsAreCalled() {
        JsonNode answer =
                Fleet.json(
                        body(
                                TestAuthority.client(shown, shown),
                                "agent-search",
                                "/run",
                                "{\"prompt\": \"%s\", \"metadata\": {\"data_source\": \"sales\"}}"
                                        .formatted(QUESTION)));

        assertThat(answer.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(answer.path("output").asText()).contains("14 days");
    }

    @Test
    void aKafkaWithACertificateOfAnotherAuthorityIsNotBelieved() {
        Map<String, Object> settings =
                services.kafka().with(Map.of("default.api.timeout.ms", "8000"));
        settings.put("ssl.truststore.location", stranger.resolve("ca.crt").toString());
        settings.put("request.timeout.ms", "4000");

        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    private static X509Certificate served() throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        TestAuthority.client(shown)
                                .getSocketFactory()
                                .createSocket("localhost", services.port("tool-registry"))) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static int status(SSLContext caller, String path) throws IOException {
        return services.send(caller, "tool-registry", path, "").statusCode();
    }

    private static String body(SSLContext caller, String service, String path, String body) {
        try {
            HttpResponse<String> answer = services.send(caller, service, path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
