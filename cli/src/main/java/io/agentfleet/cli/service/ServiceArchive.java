package io.agentfleet.cli.service;

import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.state.Setup;
import io.agentfleet.parts.process.Launch;
import io.agentfleet.parts.process.Ports;
import io.agentfleet.parts.process.RunningPart;
import io.agentfleet.parts.server.ClassArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The class archive of a service's build, beside the build, for all fleets of this checkout: a
 * service starts with half of the processor time.
 */
public record ServiceArchive(Path root, String service) {

    private static final int NOWHERE = 1;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What the service's JVM is told: nothing while there is no archive. */
    public List<String> options() {
        return Files.exists(file()) ? ClassArchive.read(file()) : List.of();
    }

    /** True if there is none of the build that is there now. */
    public boolean isWanting() {
        return file().toFile().lastModified() < jar(built()).toFile().lastModified();
    }

    /**
     * Makes it: starts the service with nothing around it, at the lowest priority, and ends it as
     * soon as it answers. Takes seconds, or minutes on a busy machine.
     *
     * @param home of the fleet that makes it
     * @param started told the process, so that it can be ended early
     * @throws IOException if the folder cannot be written
     * @throws io.agentfleet.parts.process.PartFailure if the service does not start
     */
    public void make(FleetHome home, ServiceDefinition definition, Consumer<RunningPart> started)
            throws IOException {
        Path stage = home.apps().resolve(service).resolve("rehearsal");
        StagedBuild.delete(stage);
        Files.createDirectories(stage);
        try {
            Path next = stage.resolve("classes.jsa");
            StagedBuild build = StagedBuild.of(built(), home.apps(), service);
            RunningPart part = rehearsal(stage, definition, build, next).start();
            started.accept(part);
            part.awaitReady(PATIENCE, line -> {}).stop(PATIENCE);
            if (Files.exists(next)) {
                Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            StagedBuild.delete(stage);
        }
    }

    private Launch rehearsal(
            Path stage, ServiceDefinition definition, StagedBuild build, Path archive) {
        Map<String, Integer> ports = new HashMap<>(Map.of(service, NOWHERE));
        Addresses.PARTS.keySet().forEach(part -> ports.put(part, NOWHERE));
        ports.put("tool-registry", NOWHERE);
        int port = Ports.any();
        Launch usual =
                new ServiceLaunch(new FleetHome(root, stage), new Addresses(ports), Setup.USUAL)
                        .of(
                                definition,
                                service + "-rehearsal",
                                port,
                                build,
                                ClassArchive.written(archive));
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(usual.command());
        return new Launch(
                usual.name(),
                command,
                usual.environment(),
                stage,
                stage.resolve("log"),
                port,
                new ReadinessProbe(port, "/health"));
    }

    private Path file() {
        return root.resolve(service).resolve("target/classes.jsa");
    }

    private Path built() {
        return ServiceLaunch.built(root, service);
    }

    private static Path jar(Path build) {
        return build.resolve("quarkus-run.jar");
    }
}
