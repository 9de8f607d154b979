package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the supervisor knows, written to the state file at each change. Safe for many threads. */
final class FleetStateWriter {

    private final JsonFile<FleetState> file;
    private final FleetSetup setup;
    private final Instant startedAt = Instant.now();
    private final Map<String, ProcessState> processes = new LinkedHashMap<>();
    private Optional<ProcessIdentity> supervisor =
            Optional.of(ProcessIdentity.of(ProcessHandle.current()));
    private @Nullable Instant readyAt;
    private String activity = "starting";
    private String failure = "";

    /**
     * @param setup how the fleet is set up
     * @param running processes that an earlier supervisor left; kept in the file until somebody
     *     takes them over
     */
    FleetStateWriter(JsonFile<FleetState> file, FleetSetup setup, List<ProcessState> running) {
        this.file = file;
        this.setup = setup;
        running.forEach(process -> processes.put(process.name(), process));
    }

    /** What everybody waits for now. */
    synchronized void activity(String what) {
        activity = what;
        write();
    }

    /** Why the fleet does not come up. */
    synchronized void failure(String why) {
        failure = why;
        write();
    }

    synchronized void put(ProcessState process) {
        processes.put(process.name(), process);
        if (readyAt == null && complete() && snapshot().allReady()) {
            readyAt = Instant.now();
        }
        write();
    }

    synchronized void remove(String name) {
        processes.remove(name);
        write();
    }

    /** All processes are known from here on, so the fleet can be reported as ready. */
    synchronized void everythingIsKnown() {
        activity = "";
        if (readyAt == null && snapshot().allReady()) {
            readyAt = Instant.now();
        }
        write();
    }

    /** The supervisor ends; nothing runs any more. */
    synchronized void ended() {
        processes.replaceAll((name, process) -> process.in(ProcessPhase.STOPPED, ""));
        supervisor = Optional.empty();
        activity = "";
        write();
    }

    FleetSetup setup() {
        return setup;
    }

    synchronized FleetState snapshot() {
        List<ProcessState> all = new ArrayList<>(processes.values());
        return new FleetState(
                supervisor,
                startedAt,
                Optional.ofNullable(readyAt),
                activity,
                failure,
                Optional.of(setup),
                all);
    }

    private boolean complete() {
        return activity.isEmpty();
    }

    private void write() {
        file.write(snapshot());
    }
}
