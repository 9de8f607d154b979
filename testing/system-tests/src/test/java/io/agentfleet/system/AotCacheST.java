package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image's training run and its start, with the image's own files and this machine's JVM. {@code
 * AOTMode=on} ends a JVM that rejects its cache.
 */
class AotCacheST {

    private static final Path IMAGE = Fleet.ROOT.resolve("k8s/image");
    private static final Path OPTIONS = IMAGE.resolve("jvm-options");
    private static final String JRE = System.getProperty("java.home");
    private static final String SERVICE = "tool-executor";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir Path folder;

    @Test
    void aServiceTakesTheCacheThatItsImageWasTrainedWith() throws Exception {
        Path app = folder.resolve("app");
        copy(Fleet.ROOT.resolve(SERVICE).resolve("target/quarkus-app"), app);
        Path log = folder.resolve("train.log");
        ProcessBuilder training =
                new ProcessBuilder(
                                "bash",
                                IMAGE.resolve("train").toString(),
                                app.toString(),
                                JRE,
                                OPTIONS.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        training.environment().put("HTTP_PORT", Integer.toString(Ports.any()));

        assertThat(training.start().waitFor()).as(Files.readString(log)).isZero();
        try (ServerProcess started = start(app)) {
            started.awaitReady(LONGEST, line -> {});
            assertThat(Files.readString(Path.of("/proc/%d/maps".formatted(started.pid()))))
                    .contains("app.aot");
        }
    }

    private ServerProcess start(Path app) throws IOException {
        int port = Ports.any();
        List<String> command = new ArrayList<>();
        for (JsonNode word : entryPoint()) {
            command.add(
                    word.asText()
                            .replace("/opt/jre/jvm-options", OPTIONS.toString())
                            .replace("/opt/jre", JRE)
                            .replace("/app/", app + "/"));
        }
        command.add(1, "-XX:AOTMode=on");
        return new Launch(
                        SERVICE,
                        command,
                        Map.of(
                                "HTTP_PORT",
                                Integer.toString(port),
                                "OUTPUT_DIR",
                                folder.resolve("output").toString(),
                                "TOOL_REGISTRY_ADDRESS",
                                "localhost:1"),
                        folder,
                        folder.resolve("service.log"),
                        port,
                        () -> problem(port))
                .start();
    }

    private static JsonNode entryPoint() throws IOException {
        return Fleet.JSON.readTree(
                Files.readAllLines(IMAGE.resolve("Dockerfile")).stream()
                        .filter(line -> line.startsWith("ENTRYPOINT"))
                        .map(line -> line.substring("ENTRYPOINT".length()))
                        .findFirst()
                        .orElseThrow());
    }

    private static Optional<String> problem(int port) {
        try {
            HttpURLConnection health =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:%d/health".formatted(port))
                                    .toURL()
                                    .openConnection();
            int status = health.getResponseCode();
            return status == 200 ? Optional.empty() : Optional.of("/health answers " + status);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
