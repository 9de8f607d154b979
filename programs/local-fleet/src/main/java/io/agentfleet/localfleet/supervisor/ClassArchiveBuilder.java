package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.ServiceClassArchive;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localservers.process.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Creates missing class archives one by one at low priority. A fleet works without them; what goes
 * wrong is logged.
 */
final class ClassArchiveBuilder implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(5);

    private final FleetHome home;
    private final List<ServiceDefinition> services;
    private Optional<Thread> maker = Optional.empty();

    ClassArchiveBuilder(FleetHome home, List<ServiceDefinition> services) {
        this.home = home;
        this.services = List.copyOf(services);
    }

    /**
     * Returns at once.
     *
     * @param others what starts first: nothing is made before
     */
    synchronized void begin(List<ManagedProcess> others) {
        maker = Optional.of(Thread.ofVirtual().name("archive-maker").start(() -> makeAll(others)));
    }

    private void makeAll(List<ManagedProcess> others) {
        try {
            for (ManagedProcess other : others) {
                boolean ignored = other.awaitReady(START);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        services.forEach(this::make);
    }

    private void make(ServiceDefinition service) {
        ServiceClassArchive archive = new ServiceClassArchive(home.root(), service.name());
        if (isGivenUp() || !archive.isWanting()) {
            return;
        }
        try {
            archive.make(home, service);
        } catch (IOException | UncheckedIOException | ServerStartException | CommandException e) {
            if (!isGivenUp()) {
                System.err.printf("%s has no class archive: %s%n", service.name(), e.getMessage());
            }
        }
    }

    private static boolean isGivenUp() {
        return Thread.currentThread().isInterrupted();
    }

    /** Makes no more; what is half made is given up. */
    @Override
    public synchronized void close() {
        maker.ifPresent(thread -> {
            thread.interrupt();
            try {
                boolean ignored = thread.join(END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
