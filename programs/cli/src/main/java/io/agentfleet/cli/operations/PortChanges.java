package io.agentfleet.cli.operations;

import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.ProcessState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What clients of a fleet must hear: which process listens where they would not look. */
final class PortChanges {

    private PortChanges() {}

    /**
     * One sentence for each process that was started and moved, or whose port is not the usual one;
     * what ran all the time is no news.
     *
     * @param before the processes of the last time; none if there was none
     */
    static List<String> of(
            List<ProcessState> before, List<ProcessState> now, ServiceList services) {
        Map<String, Integer> usual = new HashMap<>(FleetAddresses.PARTS);
        for (ServiceDefinition service : services.services()) {
            usual.put(service.name(), service.port());
        }
        return now.stream()
                .flatMap(process ->
                        change(
                                process,
                                before.stream()
                                        .filter(it -> it.name().equals(process.name()))
                                        .findFirst(),
                                Optional.ofNullable(usual.get(process.name()))))
                .toList();
    }

    private static Stream<String> change(
            ProcessState now, Optional<ProcessState> before, Optional<Integer> usual) {
        boolean ranOn =
                before.filter(it -> it.identity().isPresent())
                        .filter(it -> it.identity().equals(now.identity()))
                        .isPresent();
        if (ranOn) {
            return Stream.of();
        }
        int port = now.port();
        int earlier = before.map(ProcessState::port).orElse(port);
        if (earlier != port) {
            return Stream.of(
                    "%s moved from port %d, which is taken, to %d: tell its clients"
                            .formatted(now.name(), earlier, port));
        }
        return usual.filter(it -> it != port).stream()
                .map(it ->
                        before.isPresent()
                                ? "%s keeps port %d of the last time; its usual one is %d"
                                        .formatted(now.name(), port, it)
                                : "%s takes port %d: its usual one, %d, is taken"
                                        .formatted(now.name(), port, it));
    }
}
