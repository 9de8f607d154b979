package io.agentfleet.cli.fleet;

import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.service.ServiceArchive;
import io.agentfleet.cli.service.ServiceDefinition;
import io.agentfleet.parts.process.PartFailure;
import io.agentfleet.parts.process.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the class archives that the services' builds lack, one after another, with the processor
 * time that nobody else wants. A fleet works without them; what goes wrong is told in the log.
 */
final class ArchiveMaker implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final FleetHome home;
    private final List<ServiceDefinition> services;
    private volatile boolean closed;
    private volatile @Nullable RunningPart atWork;

    ArchiveMaker(FleetHome home, List<ServiceDefinition> services) {
        this.home = home;
        this.services = List.copyOf(services);
    }

    /**
     * Returns at once.
     *
     * @param others what starts first: nothing is made before
     */
    void begin(List<Keeper> others) {
        Thread.ofVirtual().name("archive-maker").start(() -> makeAll(others));
    }

    private void makeAll(List<Keeper> others) {
        try {
            for (Keeper other : others) {
                boolean ignored = other.awaitReady(START);
            }
            services.forEach(this::make);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void make(ServiceDefinition service) {
        ServiceArchive archive = new ServiceArchive(home.root(), service.name());
        if (closed || !archive.isWanting()) {
            return;
        }
        try {
            archive.make(home, service, this::working);
        } catch (IOException | UncheckedIOException | PartFailure | CliFailure e) {
            if (!closed) {
                System.err.printf("%s has no class archive: %s%n", service.name(), e.getMessage());
            }
        }
    }

    private void working(RunningPart part) {
        atWork = part;
        if (closed) {
            end(part);
        }
    }

    private static void end(RunningPart part) {
        var ignored = part.handle().destroyForcibly();
    }

    /** Makes no more; what is half made is given up. */
    @Override
    public void close() {
        closed = true;
        RunningPart part = atWork;
        if (part != null) {
            end(part);
        }
    }
}
