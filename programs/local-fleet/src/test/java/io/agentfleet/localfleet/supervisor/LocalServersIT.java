package io.agentfleet.localfleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.Processes;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.RedisServer;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.localservers.server.ServerDistributions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three servers for real: each keeps over a restart what it was given. Not in the module of the
 * servers, because all tests of others wait for that one.
 */
class LocalServersIT {

    private static final String SCHEMA =
            """
            {"artifactId":"kept-value","artifactType":"AVRO","firstVersion":{"content":
            {"content":"{\\"type\\":\\"string\\"}","contentType":"application/json"}}}\
            """;

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKilledKafkaComesBackOnItsPortAndTheRegistryGoesOnAndKeepsWhatItWasGiven()
            throws Exception {
        KafkaServer kafka = new KafkaServer(ServerDistributions.ofBuild(), true, false);
        int port = Ports.free(19_092); // not one that the registry's next connection may take
        ServerProcess again;
        try (ServerProcess broker = kafka.start(folder.resolve("kafka"), port);
                ServerProcess registry = registry(broker.address())) {
            send(broker.address(), "an acknowledged task");
            broker.handle().destroyForcibly();
            assertThat(Processes.awaitEnd(broker.handle(), Duration.ofSeconds(10))).isTrue();
            again = kafka.start(folder.resolve("kafka"), port);
            assertThat(again.port()).isEqualTo(port);
            assertThat(firstRecord(again.address())).isEqualTo("an acknowledged task");
            assertThat(post(registry, "groups/default/artifacts", SCHEMA)).isEqualTo(200);
        }
        try (again;
                ServerProcess anew = registry(again.address())) {
            assertThat(get(anew, "groups/default/artifacts/kept-value")).isEqualTo(200);
        }
    }

    @Test
    void redisKeepsWhatItWasGivenEvenWhenKilled() throws Exception {
        RedisServer redis = new RedisServer();
        try (ServerProcess server = redis.start(folder.resolve("redis"), Ports.any())) {
            assertThat(ask(server, "SET", "session", "s-1")).isEqualTo("+OK");
        }
        try (ServerProcess server = redis.start(folder.resolve("redis"), Ports.any())) {
            assertThat(ask(server, "GET", "session")).contains("s-1");
            server.handle().destroyForcibly();
        }
        try (ServerProcess server = redis.start(folder.resolve("redis"), Ports.any())) {
            assertThat(ask(server, "GET", "session")).contains("s-1");
        }
    }

    private ServerProcess registry(String bootstrap) {
        SchemaRegistryServer part =
                new SchemaRegistryServer(
                        ServerDistributions.ofBuild(),
                        new SchemaRegistryServer.Storage.InKafka(bootstrap, Map.of()));
        return part.start(folder.resolve("registry"), Ports.any());
    }

    private int post(ServerProcess registry, String path, String body) throws Exception {
        return status(
                request(registry, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int get(ServerProcess registry, String path) throws Exception {
        return status(request(registry, path).GET());
    }

    private static HttpRequest.Builder request(ServerProcess registry, String path) {
        return HttpRequest.newBuilder(
                URI.create(SchemaRegistryServer.url(registry.port()) + "/" + path));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void send(String bootstrap, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", 0, "s-1", value)).get();
        }
    }

    private static String firstRecord(String bootstrap) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }

    private static String ask(ServerProcess redis, String... words) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream()
                    .write((String.join(" ", words) + "\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[256];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.UTF_8).strip();
        }
    }
}
