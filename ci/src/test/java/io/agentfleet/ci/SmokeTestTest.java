package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a door that answers as the test says; against a running fleet it was tried by hand
 * (docs/ci.md).
 */
class SmokeTestTest {

    private final Deque<String> views = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private String tokens = "{\"access_token\":\"fresh-token\"}";
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        Assumptions.assumeTrue(
                Repository.isInstalled("curl") && Repository.isInstalled("jq"),
                "curl or jq is not installed");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String token =
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                    String path = exchange.getRequestURI().getPath();
                    seen.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + path
                                    + " "
                                    + token
                                    + " "
                                    + body.replaceAll("\\s", ""));
                    byte[] answer =
                            answer(exchange.getRequestMethod(), path)
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.length == 0 ? 403 : 200, 0);
                    try (var out = exchange.getResponseBody()) {
                        out.write(answer);
                    }
                });
        server.start();
    }

    private String answer(String method, String path) {
        if (path.equals("/ready")) {
            return "{}";
        }
        if (path.equals("/oauth/token")) {
            return tokens;
        }
        if (method.equals("POST")) {
            return views.isEmpty() ? "" : "{\"task_id\":\"t-1\"}";
        }
        return views.size() > 1 ? views.removeFirst() : views.getFirst();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void passesWhenTheTaskCompletes() {
        views.add("{\"status\":\"RUNNING\"}");
        views.add("{\"status\":\"COMPLETED\"}");

        Repository.Said said =
                smokeTest(
                        Map.of(
                                "FLEET_TOKEN",
                                "secret-token",
                                "SMOKE_PROMPT",
                                "Hi",
                                "SMOKE_DATA_SOURCE",
                                "sales"));

        assertThat(said.status()).isZero();
        assertThat(said.text())
                .isEqualTo("smoke-test: task t-1 completed\n")
                .doesNotContain("secret-token");
        assertThat(seen)
                .contains(
                        "POST /tasks Bearer secret-token {\"prompt\":\"Hi\",\"metadata\":{\"data_source\":\"sales\"}}")
                .allMatch(request -> request.contains("Bearer secret-token"));
    }

    @Test
    void failsWithTheReasonWhenTheTaskFails() {
        views.add("{\"status\":\"FAILED\",\"error\":\"tool_unavailable\"}");

        Repository.Said said = smokeTest(Map.of());

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("task t-1 is FAILED: tool_unavailable");
    }

    @Test
    void failsWhenTheTaskIsRefused() {
        assertThat(smokeTest(Map.of()).text()).contains("the task was refused");
    }

    @Test
    void failsWhenTheTaskTakesTooLong() {
        views.add("{\"status\":\"RUNNING\"}");

        Repository.Said said = smokeTest(Map.of("SMOKE_SECONDS", "0"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("still RUNNING after 0 seconds");
    }

    @Test
    void asksForATokenOfItsOwnWhereTokensEnd() {
        views.add("{\"status\":\"COMPLETED\"}");

        Repository.Said said = smokeTest(client());

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).doesNotContain("fresh-token", "s\"e");
        String basic =
                Base64.getEncoder().encodeToString("smoke:s\"e".getBytes(StandardCharsets.UTF_8));
        assertThat(seen)
                .first()
                .isEqualTo(
                        "POST /oauth/token Basic %s grant_type=client_credentials&scope=agent-fleet"
                                .formatted(basic));
        assertThat(seen.subList(1, seen.size()))
                .isNotEmpty()
                .allMatch(request -> request.contains("Bearer fresh-token"));
    }

    @Test
    void saysWhoGivesNoToken() {
        tokens = "";

        Repository.Said said = smokeTest(client());

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("/oauth/token gives client 'smoke' no token");
    }

    private Map<String, String> client() {
        return Map.of(
                "FLEET_TOKEN_URL", url() + "/oauth/token",
                "FLEET_TOKEN_SCOPE", "agent-fleet",
                "FLEET_CLIENT_ID", "smoke",
                "FLEET_CLIENT_SECRET", "s\"e");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Repository.Said smokeTest(Map<String, String> environment) {
        return Repository.run(environment, List.of("ci/smoke-test", url()));
    }
}
