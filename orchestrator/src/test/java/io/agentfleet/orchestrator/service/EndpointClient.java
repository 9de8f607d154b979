package io.agentfleet.orchestrator.service;

import io.agentfleet.proto.agents.v1.AgentServiceGrpc;
import io.agentfleet.proto.agents.v1.TaskRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rings at a service's doors, over real HTTP and gRPC. */
final class EndpointClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ManagedChannel channel;

    EndpointClient(int port) {
        this.port = port;
        this.channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    }

    /**
     * An HTTP request.
     *
     * @param headers names and values in turn
     */
    HttpResponse<String> http(String method, String path, String body, List<String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The status with which RunTask ends; an empty prompt is refused only once one is let in. */
    Status.Code runTask(TaskRequest task, List<String> metadata) {
        Metadata headers = new Metadata();
        for (int i = 0; i < metadata.size(); i += 2) {
            headers.put(
                    Metadata.Key.of(metadata.get(i), Metadata.ASCII_STRING_MARSHALLER),
                    metadata.get(i + 1));
        }
        try {
            var ignored =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                            .withDeadlineAfter(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                            .runTask(task);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    /** What comes back to bytes that no client library would send. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        http.shutdownNow();
    }
}
