package io.agentfleet.localfleet.state;

import java.time.Instant;
import java.util.Optional;

/**
 * One process of the fleet, as last seen by the supervisor.
 *
 * @param name unique: the service, and its number from the second instance on
 * @param service what it is an instance of
 * @param instance from 1
 * @param reason why it is not ready; empty if it is
 * @param identity empty if no process runs
 * @param port where it listens
 * @param startedAt of the running process
 * @param readyAfterMs from its start to its first readiness; 0 before
 * @param restarts how often it was started again since the fleet came up
 * @param build which build it runs
 */
public record ProcessState(
        String name,
        String service,
        int instance,
        ProcessPhase state,
        String reason,
        Optional<ProcessIdentity> identity,
        int port,
        Optional<Instant> startedAt,
        long readyAfterMs,
        int restarts,
        String build) {

    /** A process that was not started yet. */
    public static ProcessState stopped(String service, int instance, int port) {
        return new ProcessState(
                instance == 1 ? service : service + "-" + instance,
                service,
                instance,
                ProcessPhase.STOPPED,
                "",
                Optional.empty(),
                port,
                Optional.empty(),
                0,
                0,
                "");
    }

    /** The same process, just started. */
    public ProcessState starting(ProcessIdentity process, Instant at, String fromBuild) {
        return new ProcessState(
                name,
                service,
                instance,
                ProcessPhase.STARTING,
                "starting",
                Optional.of(process),
                port,
                Optional.of(at),
                0,
                restarts,
                fromBuild);
    }

    /** The same process in another phase. */
    public ProcessState in(ProcessPhase phase, String why) {
        boolean gone =
                phase == ProcessPhase.STOPPED
                        || phase == ProcessPhase.RESTARTING
                        || phase == ProcessPhase.FAILED;
        return new ProcessState(
                name,
                service,
                instance,
                phase,
                why,
                gone ? Optional.empty() : identity,
                port,
                gone ? Optional.empty() : startedAt,
                gone ? 0 : readyAfterMs,
                restarts,
                build);
    }

    /** The same process, ready for the first time since its start. */
    public ProcessState readyAfter(long millis) {
        return new ProcessState(
                name,
                service,
                instance,
                ProcessPhase.READY,
                "",
                identity,
                port,
                startedAt,
                millis,
                restarts,
                build);
    }

    /** The same process with one more restart on its account. */
    public ProcessState restarted() {
        return new ProcessState(
                name,
                service,
                instance,
                state,
                reason,
                identity,
                port,
                startedAt,
                readyAfterMs,
                restarts + 1,
                build);
    }
}
