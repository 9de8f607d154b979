package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.ServerClassArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The class archive of a service's build, beside the build, for all fleets of this checkout: a
 * service starts with half of the processor time.
 */
public record ServiceClassArchive(Path root, String service) {

    private static final int NOWHERE = 1;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** JVM options for the class archive: none while there is no archive. */
    public List<String> options() {
        return Files.exists(file()) ? ServerClassArchive.read(file()) : List.of();
    }

    /** True if there is none of the build that is there now. */
    public boolean isWanting() {
        Path jar = ServiceLaunch.built(root, service).resolve("quarkus-run.jar");
        return file().toFile().lastModified() < jar.toFile().lastModified();
    }

    /**
     * Makes it: starts the service with nothing around it, at the lowest priority, and ends it as
     * soon as it answers. Takes seconds, or minutes on a busy machine. If the thread is interrupted
     * meanwhile, it stays so, the process is over, and what it had of an archive is gone.
     *
     * @param home of the fleet that makes it
     * @throws IOException if the folder cannot be written
     * @throws io.agentfleet.localservers.process.ServerStartException if the service does not start
     */
    public void make(FleetHome home, ServiceDefinition definition) throws IOException {
        Path stage = home.apps().resolve(service).resolve("training");
        StagedBuild.delete(stage);
        Files.createDirectories(stage);
        try {
            Path next = stage.resolve("classes.jsa");
            StagedBuild build =
                    StagedBuild.of(ServiceLaunch.built(root, service), home.apps(), service);
            train(training(stage, definition, build, next));
            if (Files.exists(next) && !Thread.currentThread().isInterrupted()) {
                Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            StagedBuild.delete(stage);
        }
    }

    private static void train(Launch training) {
        ServerProcess part = training.start();
        try {
            part.awaitReady(TIMEOUT, line -> {});
        } finally {
            part.stop(TIMEOUT);
        }
    }

    private Launch training(
            Path stage, ServiceDefinition definition, StagedBuild build, Path archive) {
        Map<String, Integer> ports = new HashMap<>(Map.of(service, NOWHERE));
        FleetAddresses.PARTS.keySet().forEach(part -> ports.put(part, NOWHERE));
        ports.put("tool-registry", NOWHERE);
        int port = Ports.any();
        Launch usual =
                new ServiceLaunch(
                                new FleetHome(root, stage),
                                new FleetAddresses(ports),
                                FleetSetup.DEFAULT)
                        .of(
                                definition,
                                service + "-training",
                                port,
                                build,
                                ServerClassArchive.written(archive));
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(usual.command());
        return new Launch(
                usual.name(),
                command,
                usual.environment(),
                stage,
                stage.resolve("log"),
                port,
                new HealthProbe(port, "/health"));
    }

    private Path file() {
        return root.resolve(service).resolve("target/classes.jsa");
    }
}
