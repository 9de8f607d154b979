package io.agentfleet.localfleet.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The fleet as the supervisor last wrote it down.
 *
 * @param supervisor who watches; empty when the fleet is down
 * @param startedAt when {@code up} began
 * @param readyAt when all were ready for the first time since
 * @param activity what the supervisor does now, for people
 * @param failure why the fleet did not come up; empty if it did
 * @param setup how it is set up; empty for the usual way
 */
public record FleetState(
        Optional<ProcessIdentity> supervisor,
        Instant startedAt,
        Optional<Instant> readyAt,
        String activity,
        String failure,
        Optional<FleetSetup> setup,
        List<ProcessState> processes) {

    public FleetState {
        processes = List.copyOf(processes);
    }

    /** How it is set up. */
    public FleetSetup setUp() {
        return setup.orElse(FleetSetup.DEFAULT);
    }

    /** The first instance of a service or part. */
    public Optional<ProcessState> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    /** True if there is an instance of this service or part, whatever its phase. */
    public boolean hasService(String name) {
        return processes.stream().anyMatch(process -> process.service().equals(name));
    }

    /** True if everything that should run is ready. */
    public boolean allReady() {
        return !processes.isEmpty()
                && processes.stream().allMatch(process -> process.state() == ProcessPhase.READY);
    }

    /** The supervisor, if it really runs. */
    public Optional<ProcessHandle> livingSupervisor() {
        return supervisor.flatMap(ProcessIdentity::find);
    }

    /** From {@code up} to the first moment when all were ready. */
    public Optional<Duration> timeToReady() {
        return readyAt.map(ready -> Duration.between(startedAt, ready));
    }
}
