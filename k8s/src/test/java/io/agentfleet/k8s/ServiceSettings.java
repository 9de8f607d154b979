package io.agentfleet.k8s;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of a service as its module and its libraries have them. */
record ServiceSettings(String service, Properties settings) {

    private static final Path DEFAULTS =
            Path.of("src/main/resources/META-INF/microprofile-config.properties");
    private static final Path OWN = Path.of("src/main/resources/application.properties");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");

    /** Read in drills, or where a collector takes traces: a service is whole without them. */
    private static final Set<String> OPTIONAL =
            Set.of("FLEET_PERMITTED_TO_ALL", "OTEL_SDK_DISABLED", "OTEL_EXPORTER_OTLP_ENDPOINT");

    /**
     * Needed by the executor; where a task API cannot read it, it leaves the check to the executor.
     */
    private static final String DATA_SOURCES = "DATA_SOURCES_FILE";

    /** Not read by the orchestrator, whose planner has no tools. */
    private static final String TOOLS = "TOOL_REGISTRY_ADDRESS";

    static ServiceSettings of(String service) {
        Path root = Manifests.ROOT;
        Properties settings = new Properties();
        load(settings, root.resolve("libs/telemetry").resolve(DEFAULTS));
        load(settings, root.resolve("libs/access").resolve(DEFAULTS));
        if (!service.startsWith("tool-")) {
            load(settings, root.resolve("libs/task-api").resolve(DEFAULTS));
            load(settings, root.resolve("libs/agent-runtime").resolve(DEFAULTS));
        }
        load(settings, root.resolve(service).resolve(OWN));
        return new ServiceSettings(service, settings);
    }

    private static void load(Properties settings, Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            settings.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long Quarkus waits for requests that are at work. */
    long shutdownSeconds() {
        return Duration.parse("PT" + settings.getProperty("quarkus.shutdown.timeout", "0S"))
                .toSeconds();
    }

    /** The group in which the replicas of an agent share its tasks. */
    String consumerGroup() {
        return settings.getProperty("mp.messaging.incoming.agent-tasks.group.id")
                .replace("${fleet.agent.name}", settings.getProperty("fleet.agent.name"));
    }

    /** Variables that stand in its settings. */
    Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        for (String key : settings.stringPropertyNames()) {
            Matcher found = VARIABLE.matcher(settings.getProperty(key));
            while (found.find()) {
                variables.add(found.group(1));
            }
        }
        variables.removeAll(OPTIONAL);
        if (!service.equals("tool-executor")) {
            variables.remove(DATA_SOURCES);
        }
        if (service.equals("orchestrator")) {
            variables.remove(TOOLS);
        }
        return variables;
    }
}
