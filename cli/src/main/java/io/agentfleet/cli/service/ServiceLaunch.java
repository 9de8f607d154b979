package io.agentfleet.cli.service;

import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.parts.process.Launch;
import java.nio.file.Path;
import java.util.List;

/** How an instance of a service becomes a process: a small JVM on its Quarkus application. */
public final class ServiceLaunch {

    private ServiceLaunch() {}

    /** What Maven leaves of a service. */
    public static Path built(Path root, String service) {
        return root.resolve(service).resolve("target/quarkus-app");
    }

    /** The launch of one instance from a staged build. */
    public static Launch of(
            FleetHome home,
            Addresses addresses,
            ServiceDefinition service,
            String instanceName,
            int port,
            StagedBuild build) {
        List<String> command =
                List.of(
                        Launch.java(),
                        "-Xms24m",
                        "-Xmx" + service.heap(),
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        build.folder().resolve("quarkus-run.jar").toString());
        return new Launch(
                instanceName,
                command,
                addresses.environment(home, service, instanceName, port),
                home.home(),
                home.log(instanceName),
                port,
                new ReadinessProbe(port));
    }
}
