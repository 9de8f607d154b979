package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Prometheus of this machine, with the fleet's rules, that scrapes each service each second. */
final class Prometheus implements AutoCloseable {

    private static final Path RULES = Fleet.ROOT.resolve("k8s/monitoring/rules");

    private final Fleet fleet;
    private final String url;
    private final Process process;

    /** Skips the test where none is installed. */
    static void requireInstalled() {
        boolean installed =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
        Assumptions.assumeTrue(
                installed, "there is no 'prometheus' on the PATH: install Debian's package of it");
    }

    /**
     * @param services address by name, such as {@code agent-search} to {@code 127.0.0.1:8081}
     */
    Prometheus(Fleet fleet, Map<String, String> services, Path folder) {
        this.fleet = fleet;
        try {
            String address = "127.0.0.1:" + freePort();
            this.url = "http://" + address;
            Path config = folder.resolve("prometheus.yml");
            Files.writeString(config, config(services));
            this.process =
                    new ProcessBuilder(
                                    "prometheus",
                                    "--config.file=" + config,
                                    "--storage.tsdb.path=" + folder.resolve("data"),
                                    "--web.listen-address=" + address,
                                    "--log.level=warn")
                            .inheritIO()
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException("prometheus cannot be started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String config(Map<String, String> services) {
        String targets =
                services.entrySet().stream()
                        .map(service ->
                                """
                                  - targets: ['%s']
                                    labels: {job: '%s', pod: '%2$s', namespace: agent-fleet}
                                """
                                        .formatted(service.getValue(), service.getKey()))
                        .collect(Collectors.joining());
        return """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ['%s/*.yaml']
        scrape_configs:
        - job_name: fleet
          static_configs:
        """
                        .formatted(RULES)
                + targets;
    }

    /** What the query gives now. */
    JsonNode query(String expression) {
        JsonNode answer = fleet.get(url + "/api/v1/query?query=" + encoded(expression));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError("%s: %s".formatted(expression, answer));
        }
        return answer.path("data").path("result");
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, UTF_8);
    }

    /** Each rule with how its last evaluation went. */
    JsonNode ruleGroups() {
        return fleet.get(url + "/api/v1/rules").path("data").path("groups");
    }

    @Override
    public void close() {
        process.destroy();
        var ignored = process.onExit().join();
    }
}
