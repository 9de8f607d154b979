package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.KafkaAuthentication;
import io.agentfleet.localservers.server.KafkaServer;
import io.agentfleet.localservers.server.ServerClassArchive;
import io.agentfleet.localservers.server.ServerDistributions;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.proto.tools.v1.ListToolsRequest;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.agentfleet.testservers.TestServers;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Registry, executor and an agent with the TLS settings that docs/security.md shows. */
final class TlsServices implements AutoCloseable {

    /** The one that asks everybody for a certificate, probes too. */
    static final String ALWAYS = "tool-executor";

    private static final Duration READY = Duration.ofMinutes(3);
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s)```properties\\n(quarkus\\.tls\\.fleet.*?)```");

    private final Path home;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<ServerProcess> running = new ArrayList<>();
    private final TlsProxy redis;
    private final KafkaAuthentication guard;
    private final ServerProcess kafka;

    TlsServices(Path home) throws IOException {
        this.home = home;
        TestAuthority.in(home.resolve("authority")).issue(certificates(), "service");
        Path data = home.resolve("sources.json");
        Files.writeString(data, "{\"sales\": \"%s\"}".formatted(Sources.SALES));
        redis =
                new TlsProxy(
                        TestAuthority.client(certificates(), certificates()),
                        URI.create(TestServers.shared().redisUrl()).getPort());
        guard = new KafkaAuthentication("of-a-test", Optional.of(kafkaCertificates(home)));
        kafka =
                new KafkaServer(ServerDistributions.ofBuild(), true, false, Optional.of(guard))
                        .start(home.resolve("kafka"), Ports.any());
        try (Admin admin = Admin.create(kafka().alone())) {
            List.of("tool.definitions", "tool.effects", "agent.control")
                    .forEach(topic ->
                            admin.createTopics(
                                    List.of(
                                            new NewTopic(
                                                    topic, Optional.of(6), Optional.empty()))));
        }
        for (String service : List.of("tool-registry", "tool-executor", "agent-search")) {
            ports.put(service, Ports.any());
            String example = example(certificates());
            Files.writeString(
                    settings(service),
                    service.equals(ALWAYS) ? example.replace("=at-doors", "=always") : example);
        }
    }

    private static Path kafkaCertificates(Path home) throws IOException {
        Path folder = home.resolve("kafka-tls");
        TestAuthority.in(home.resolve("kafka-authority")).issue(folder, "kafka");
        Files.writeString(
                folder.resolve("broker.pem"),
                Files.readString(folder.resolve("tls.key"))
                        + Files.readString(folder.resolve("tls.crt")));
        return folder;
    }

    /** How Kafka is reached. */
    KafkaClientSettings kafka() {
        Map<String, String> settings = new HashMap<>(guard.superUser());
        settings.put("bootstrap.servers", kafka.address());
        return KafkaClientSettings.of(settings);
    }

    Path home() {
        return home;
    }

    /** What every one of them shows and trusts. */
    Path certificates() {
        return home.resolve("tls");
    }

    int port(String service) {
        return ports.getOrDefault(service, 0);
    }

    /** Returns when all are ready. */
    void start() {
        ports.forEach((service, port) -> running.add(launch(service, port).start()));
        running.forEach(part -> part.awaitReady(READY, line -> {}));
    }

    /** Ends a service and starts it again; returns when it is ready. */
    void restart(String service) {
        ServerProcess before =
                running.stream()
                        .filter(part -> part.launch().name().equals(service))
                        .findFirst()
                        .orElseThrow();
        running.remove(before);
        before.stop();
        running.add(before.launch().start().awaitReady(READY, line -> {}));
    }

    private Launch launch(String service, int port) {
        Path target = Fleet.ROOT.resolve(service).resolve("target");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Launch.java(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(ServerClassArchive.read(target.resolve("classes.jsa")));
        command.addAll(List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
        return new Launch(
                service,
                command,
                environment(service, port),
                home,
                home.resolve(service + ".log"),
                port,
                () -> problem(service));
    }

    private Map<String, String> environment(String service, int port) {
        Map<String, String> environment = new HashMap<>();
        kafka().alone()
                .forEach((key, value) ->
                        environment.put(
                                "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'),
                                value.toString()));
        environment.put(
                "PERMISSIONS_FILE", Fleet.ROOT.resolve("permissions.properties").toString());
        environment.putAll(
                Map.of(
                        "QUARKUS_CONFIG_LOCATIONS", settings(service).toString(),
                        "HTTP_PORT", Integer.toString(port),
                        "SCHEMA_REGISTRY_URL", TestServers.shared().registryUrl(),
                        "REDIS_URL", "rediss://localhost:" + redis.port(),
                        "TOOL_REGISTRY_ADDRESS", "localhost:" + port("tool-registry"),
                        "TOOL_EXECUTOR_ADDRESS", "localhost:" + port("tool-executor"),
                        "DATA_SOURCES_FILE", home.resolve("sources.json").toString(),
                        "OUTPUT_DIR", home.resolve("output").toString()));
        return environment;
    }

    private Path settings(String service) {
        return home.resolve(service + ".properties");
    }

    /** The worked example, with certificates that lie here and are looked at often. */
    private static String example(Path certificates) throws IOException {
        String page = Files.readString(Fleet.ROOT.resolve("docs/security.md"), UTF_8);
        Matcher example = EXAMPLE.matcher(page);
        if (!example.find()) {
            throw new IllegalStateException("docs/security.md has no example of TLS settings");
        }
        return example.group(1)
                .replace("/etc/agent-fleet/tls", certificates.toString())
                .replaceAll("reload-period=\\w+", "reload-period=5s");
    }

    private Optional<String> problem(String service) {
        try {
            SSLContext caller = TestAuthority.client(certificates(), certificates());
            int status = send(caller, service, "/ready", "").statusCode();
            return status == 200 ? Optional.empty() : Optional.of("/ready answers " + status);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** GET, or POST if there is a body. */
    HttpResponse<String> send(SSLContext caller, String service, String path, String body)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("https://localhost:%d%s".formatted(port(service), path)))
                        .timeout(Duration.ofSeconds(60));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
        }
        try (HttpClient http = HttpClient.newBuilder().sslContext(caller).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The status with which the registry answers a caller that asks for tools. */
    String listTools(SSLContext caller) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("localhost", port("tool-registry"))
                        .sslContext(
                                new JdkSslContext(
                                        caller,
                                        true,
                                        null,
                                        (ciphers, defaults, supported) ->
                                                defaults.toArray(String[]::new),
                                        alpn(),
                                        ClientAuth.NONE,
                                        null,
                                        false))
                        .build();
        try {
            var ignored =
                    ToolRegistryGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(20, TimeUnit.SECONDS)
                            .listTools(ListToolsRequest.newBuilder().setAgent("search").build());
            return "OK";
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode().name();
        } finally {
            channel.shutdownNow();
        }
    }

    private static ApplicationProtocolConfig alpn() {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                List.of("h2"));
    }

    String log(String service) {
        try {
            return Files.readString(home.resolve(service + ".log"), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        running.reversed().forEach(ServerProcess::stop);
        kafka.stop();
        redis.close();
        if (!Boolean.getBoolean("fleet.keep")) {
            Fleet.delete(home);
        }
    }
}
