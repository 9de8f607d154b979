package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localservers.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How an instance of a service becomes a process: a JVM on its Quarkus application, small unless it
 * is set up for load.
 *
 * @param setup what the fleet is set up for
 */
public record ServiceLaunch(FleetHome home, FleetAddresses addresses, FleetSetup setup) {

    /** More JVM options of a service, separated by blanks, such as a flight recording. */
    public static final String JAVA_OPTIONS = "FLEET_JAVA_OPTIONS";

    /** A key in the environment of {@code up}, for those who ask models only. */
    private static final Pattern MODEL_KEY = Pattern.compile("FLEET_MODELS_.+_API_KEY");

    /** Needs neither Redis nor schemas, and runs what models wrote: it gets no password. */
    private static final String EXECUTOR = "tool-executor";

    /** What Maven leaves of a service. */
    public static Path built(Path root, String service) {
        return root.resolve(service).resolve("target/quarkus-app");
    }

    /** The launch of one instance from a staged build. */
    public Launch of(ServiceDefinition service, String instanceName, int port, StagedBuild build) {
        ServiceClassArchive archive = new ServiceClassArchive(home.root(), service.name());
        return of(service, instanceName, port, build, archive.options());
    }

    /** The same, with the JVM options of its class archive. */
    Launch of(
            ServiceDefinition service,
            String instanceName,
            int port,
            StagedBuild build,
            List<String> archive) {
        List<String> command = new ArrayList<>(List.of(Launch.java()));
        command.addAll(sized(service));
        command.addAll(
                List.of(
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(archive);
        command.addAll(moreOptions());
        command.addAll(application(build.folder().resolve("quarkus-run.jar")));
        return new Launch(
                instanceName,
                command,
                environment(service, instanceName, port),
                home.home(),
                home.log(instanceName),
                port,
                new HealthProbe(port));
    }

    private Map<String, String> environment(
            ServiceDefinition service, String instanceName, int port) {
        Map<String, String> environment = addresses.environment(home, service, instanceName, port);
        if (!service.name().equals(EXECUTOR)) {
            environment.putAll(logins());
        }
        if (setup.profile() == FleetSetup.Profile.LOCAL) {
            environment.putAll(addresses.traces());
        }
        if (setup.access()) {
            environment.putAll(LocalAccess.of(home).environment(service.name()));
            environment.putAll(new KafkaUsers(home).environment(service.name()));
            if (!service.name().equals(EXECUTOR)) {
                environment.put(
                        "SCHEMA_REGISTRY_URL", new RegistryUser(home).url(addresses.registryUrl()));
            }
        }
        if (service.asksModels()) {
            setup.model().ifPresent(model -> environment.putAll(model.environment()));
        } else {
            System.getenv().keySet().stream()
                    .filter(MODEL_KEY.asMatchPredicate())
                    .forEach(key -> environment.put(key, "")); // it inherits the rest
        }
        if (setup.drill()) {
            environment.putAll(DrillSettings.environment(service));
        }
        return environment;
    }

    /** Addresses with a password in them. */
    private Map<String, String> logins() {
        Map<String, String> logins = new TreeMap<>();
        logins.put("REDIS_URL", new RedisUsers(home).url(addresses.of(FleetAddresses.REDIS)));
        if (setup.access()) {
            logins.put("SCHEMA_REGISTRY_URL", new RegistryUser(home).url(addresses.registryUrl()));
        }
        return logins;
    }

    private List<String> application(Path jar) {
        return setup.drill()
                ? DrillSettings.application(home, jar)
                : List.of("-jar", jar.toString());
    }

    private List<String> sized(ServiceDefinition service) {
        return switch (setup.profile()) {
            case LOCAL -> List.of("-Xms24m", "-Xmx" + service.heap(), "-XX:TieredStopAtLevel=1");
            case BENCH -> {
                String heap = service.heapUnderLoad();
                yield List.of("-Xms" + heap, "-Xmx" + heap);
            }
        };
    }

    private static List<String> moreOptions() {
        String options = Optional.ofNullable(System.getenv(JAVA_OPTIONS)).orElse("").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }
}
