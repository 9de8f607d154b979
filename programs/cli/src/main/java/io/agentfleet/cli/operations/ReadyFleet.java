package io.agentfleet.cli.operations;

import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Can the fleet take tasks? Everything is ready, or only agents are missing that say that none of
 * their tools is there: no plan uses those, so no task waits for them.
 */
final class ReadyFleet {

    /** Longer than an agent needs to see tools that were registered just now. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** As the readiness of an agent puts it when nothing else is wrong. */
    private static final Pattern NO_TOOLS = Pattern.compile("agent \\(missing_tools: [^;:]*\\)");

    private ReadyFleet() {}

    /** True if tasks can be sent. */
    static boolean canWork(FleetState state, Instant now) {
        if (state.allReady()) {
            return true;
        }
        List<ProcessState> others =
                state.processes().stream().filter(process -> !hasNoTools(process)).toList();
        return others.stream().anyMatch(ReadyFleet::isAgent)
                && others.stream().allMatch(process -> process.state() == ProcessPhase.READY)
                && others.stream().allMatch(process -> now.isAfter(readyAt(process).plus(GRACE)));
    }

    /** The agents that take no part for want of tools. */
    static List<ProcessState> withoutTools(FleetState state) {
        return state.processes().stream().filter(ReadyFleet::hasNoTools).toList();
    }

    private static boolean hasNoTools(ProcessState process) {
        return isAgent(process)
                && (process.state() == ProcessPhase.STARTING
                        || process.state() == ProcessPhase.NOT_READY)
                && NO_TOOLS.matcher(process.reason()).matches();
    }

    private static boolean isAgent(ProcessState process) {
        return process.service().startsWith("agent-");
    }

    private static Instant readyAt(ProcessState process) {
        return process.startedAt().orElse(Instant.EPOCH).plusMillis(process.readyAfterMs());
    }
}
