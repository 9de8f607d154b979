package io.agentfleet.telemetry;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class LogLevelRouteQuarkusTest {

    private static final Logger BELOW = Logger.getLogger("io.agentfleet.somewhere.Deep");

    @TestHTTPResource("/log-levels")
    URI levels;

    @Test
    void changesTheLevelOfACategoryWhileTheServiceRuns() throws Exception {
        assertThat(BELOW.isDebugEnabled()).isFalse();

        assertThat(send("PUT", "/io.agentfleet.somewhere?level=debug").statusCode()).isEqualTo(200);
        assertThat(BELOW.isDebugEnabled()).isTrue();
        assertThat(send("GET", "").body()).contains("\"io.agentfleet.somewhere\":\"DEBUG\"");

        assertThat(send("PUT", "/io.agentfleet.somewhere?level=INFO").statusCode()).isEqualTo(200);
        assertThat(BELOW.isDebugEnabled()).isFalse();
    }

    @Test
    void saysWhichLevelsThereAre() throws Exception {
        HttpResponse<String> answer = send("PUT", "/io.agentfleet?level=LOUD");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("level 'LOUD' is unknown", "DEBUG", "TRACE");
        assertThat(answer.body())
                .contains("urn:agentfleet:error:invalid_argument", "\"code\":\"invalid_argument\"");
    }

    @Test
    void answersNobodyFromElsewhere() throws Exception {
        InetAddress own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> address instanceof Inet4Address)
                        .filter(address -> !address.isLoopbackAddress())
                        .findFirst()
                        .orElseGet(() ->
                                Assumptions.abort("this machine has no address but loopback"));
        URI elsewhere =
                URI.create(
                        "http://%s:%d/log-levels/io.agentfleet?level=DEBUG"
                                .formatted(own.getHostAddress(), levels.getPort()));

        HttpResponse<String> answer = send("PUT", elsewhere);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("port-forward");
    }

    private HttpResponse<String> send(String method, String path)
            throws IOException, InterruptedException {
        return send(method, URI.create(levels + path));
    }

    private static HttpResponse<String> send(String method, URI uri)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    ofString());
        }
    }
}
