package io.agentfleet.modelserver.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.modelserver.fault.FaultText;
import io.agentfleet.modelserver.recording.RecordingStore;
import io.agentfleet.modelserver.recording.Upstream;
import io.agentfleet.modelserver.script.Script;
import io.agentfleet.modelserver.script.ScriptedBackend;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServerTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM =
            "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    private static final String REORDERED =
            "{\"messages\":[{\"content\":\"x\",\"role\":\"user\"}], \"stream\":true,\"model\":\"m\"}";
    private static final String SECRET = "sk-very-secret-0123456789";

    @TempDir Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void keepsAnExchangeAndReplaysItByteForByteWithoutTheEndpoint() throws Exception {
        String live;
        try (ModelServer endpoint =
                        ModelServer.start(
                                Script.parse("answers: [{text: 매출은 12입니다. hello there}]"));
                Upstream upstream = new Upstream(endpoint.url());
                ModelServer recorder =
                        ModelServer.start(
                                ModelServerConfig.of(
                                        new Answers.Recorded(
                                                upstream, new RecordingStore(folder))))) {
            live = post(recorder, CHAT + "?key=" + SECRET + "&a=b", STREAM).body();
        }
        assertThat(live).endsWith("data: [DONE]\n\n");
        try (ModelServer replayer = replayer()) {
            HttpResponse<String> replayed =
                    post(replayer, CHAT + "?a=b&key=another-key", REORDERED);
            assertThat(replayed.body()).isEqualTo(live);
            assertThat(replayed.headers().firstValue("content-type"))
                    .contains("text/event-stream; charset=utf-8");
            assertThat(post(replayer, CHAT, STREAM).body()).contains("No recorded answer for POST");
        }
    }

    private ModelServer replayer() {
        return ModelServer.start(
                ModelServerConfig.of(new Answers.Replayed(new RecordingStore(folder))));
    }

    @Test
    void writesNoKeyAndNoneThatTheEndpointRepeats() throws Exception {
        Script script = Script.parse("answers: [{text: you are %s, times: 0}]".formatted(SECRET));
        try (ModelServer endpoint = ModelServer.start(script);
                Upstream upstream = new Upstream(endpoint.url());
                ModelServer recorder =
                        ModelServer.start(
                                ModelServerConfig.of(
                                        new Answers.Recorded(
                                                upstream, new RecordingStore(folder))))) {
            post(recorder, CHAT, STREAM.replace("true", "false"));
            post(recorder, CHAT + "?key=" + SECRET, STREAM.replace("x\"", SECRET + "\""));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(SECRET));
        }
    }

    @Test
    void replaysAnswersToTheSameRequestInTheirOrder() throws Exception {
        Script script = Script.parse("answers: [{text: one}, {text: two}]");
        try (ModelServer endpoint = ModelServer.start(script);
                Upstream upstream = new Upstream(endpoint.url());
                ModelServer recorder =
                        ModelServer.start(
                                ModelServerConfig.of(
                                        new Answers.Recorded(
                                                upstream, new RecordingStore(folder))))) {
            post(recorder, CHAT, STREAM);
            post(recorder, CHAT, STREAM);
        }
        try (ModelServer replayer = replayer()) {
            assertThat(post(replayer, CHAT, STREAM).body()).contains("one");
            assertThat(post(replayer, CHAT, STREAM).body()).contains("two");
            assertThat(post(replayer, CHAT, STREAM).body()).contains("two");
        }
    }

    @Test
    void recordsAnEndpointThatBreaksOff() throws Exception {
        Script script = Script.parse("answers: [{text: hello there and more, fault: cut}]");
        try (ModelServer endpoint = ModelServer.start(script);
                Upstream upstream = new Upstream(endpoint.url());
                ModelServer recorder =
                        ModelServer.start(
                                ModelServerConfig.of(
                                        new Answers.Recorded(
                                                upstream, new RecordingStore(folder))))) {
            assertThatThrownBy(() -> post(recorder, CHAT, STREAM)).isInstanceOf(IOException.class);
        }
        try (ModelServer replayer = replayer()) {
            assertThatThrownBy(() -> post(replayer, CHAT, STREAM)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesFaultsThatRecordedExchangesCannotMeet() throws Exception {
        try (ModelServer replayer = replayer()) {
            assertThatThrownBy(() -> replayer.fault("empty-answer"))
                    .hasMessageContaining("use it with --script or --offline");
            replayer.fault("rate-limited");
            assertThat(post(replayer, CHAT, STREAM).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void saysWhenTheUpstreamIsAway() throws Exception {
        ModelServer gone = ModelServer.start(Script.parse("answers: [{text: a}]"));
        gone.close();
        try (Upstream upstream = new Upstream(gone.url());
                ModelServer recorder =
                        ModelServer.start(
                                ModelServerConfig.of(
                                        new Answers.Recorded(
                                                upstream, new RecordingStore(folder))))) {
            HttpResponse<String> answer = post(recorder, CHAT, STREAM);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("check --upstream");
        }
    }

    @Test
    void listsAndClearsFaults() throws Exception {
        try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            server.fault("unavailable:retry-after=3s");
            assertThat(get(server, "/admin/faults").body())
                    .isEqualTo("{\"faults\":[\"unavailable:retry-after=3s\"]}");
            assertThat(post(server, "/admin/faults", "{\"fault\":\"boom\"}").body())
                    .contains("the fault 'boom' is unknown");
            HttpRequest delete =
                    HttpRequest.newBuilder(server.url().resolve("/admin/faults")).DELETE().build();
            client.send(delete, HttpResponse.BodyHandlers.discarding());
            assertThat(post(server, CHAT, STREAM).body()).contains("\"content\":\"a\"");
        }
    }

    @Test
    void meetsTheFaultsItWasStartedWithAgainAndAgain() throws Exception {
        ModelServerConfig config =
                new ModelServerConfig(
                        0,
                        new Answers.Answered(
                                new ScriptedBackend(Script.parse("answers: [{text: a}]"))),
                        List.of("m"),
                        List.of(),
                        List.of(FaultText.read("quota-exhausted", 0)),
                        CallLog.SILENT);
        try (ModelServer server = ModelServer.start(config)) {
            for (int i = 0; i < 3; i++) {
                assertThat(post(server, CHAT, STREAM).body()).contains("insufficient_quota");
            }
            server.clearFaults();
            assertThat(post(server, CHAT, STREAM.replace("\"m\"", "\"other\"")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void answersWhatIsNotThereInThePathsOwnForm() throws Exception {
        try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            assertThat(get(server, "/v1/other").body()).contains("unknown_url");
            assertThat(get(server, "/v1/messages/x").body()).contains("not_found_error");
            assertThat(get(server, "/v1beta/other").body()).contains("NOT_FOUND");
            assertThat(get(server, "/api/other").body())
                    .isEqualTo("{\"error\":\"404 page not found\"}");
        }
    }

    @Test
    void keepsWebPagesOut() throws Exception {
        try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            assertThat(raw(server, "Host: localhost\r\nOrigin: http://evil.example"))
                    .startsWith("HTTP/1.1 403");
            assertThat(raw(server, "Host: evil.example")).startsWith("HTTP/1.1 403");
            assertThat(raw(server, "Host: localhost\r\nOrigin: http://localhost:3000"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String raw(ModelServer server, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request =
                    "GET /v1/models HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesConnectionsAtOnceWhenItIsTold() throws Exception {
        try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            server.fault("refuse:for=1m");
            assertThatThrownBy(() -> get(server, "/v1/models"))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (ModelServer server = ModelServer.start(Script.parse("answers: [{text: a}]"))) {
            ModelServerConfig same =
                    new ModelServerConfig(
                            server.port(),
                            new Answers.Replayed(new RecordingStore(folder)),
                            List.of(),
                            List.of(),
                            List.of(),
                            CallLog.SILENT);
            assertThatThrownBy(() -> ModelServer.start(same))
                    .isInstanceOf(CompletionException.class);
        }
    }

    private HttpResponse<String> get(ModelServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(ModelServer server, String path, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
