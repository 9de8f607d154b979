package io.agentfleet.cli.operations;

import io.agentfleet.cli.output.StatusTable;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.HealthProbe;
import io.agentfleet.localfleet.service.RedisUsers;
import io.agentfleet.localfleet.service.RegistryUser;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.process.MemoryUse;
import io.agentfleet.localservers.process.Probe;
import io.agentfleet.localservers.server.Probes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The fleet as it is at this moment: each process is asked now, not only looked up.
 *
 * @param supervisorPid 0 if no supervisor runs
 * @param totalMemoryBytes resident, the supervisor included
 * @param timeToReadyS from {@code up} until all were ready; 0 if that never happened
 * @param problem what is wrong with the fleet as a whole; empty if nothing is
 * @param setup what kind of fleet it is, if it is not the usual one; else empty
 */
public record StatusReport(
        boolean up,
        long supervisorPid,
        long totalMemoryBytes,
        double timeToReadyS,
        String activity,
        String problem,
        String setup,
        List<StatusTable.Row> processes) {

    public StatusReport {
        processes = List.copyOf(processes);
    }

    /** Asks every process of the written state, side by side. */
    public static StatusReport of(FleetState state, FleetHome home) throws InterruptedException {
        ServiceList services = ServiceList.read(home.root());
        Optional<ProcessHandle> supervisor = state.livingSupervisor();
        long supervisorPid = supervisor.map(ProcessHandle::pid).orElse(0L);
        List<StatusTable.Row> rows = new ArrayList<>(rows(grouped(state.processes()), home));
        if (supervisor.isPresent()) {
            rows.addAll(missing(state, services));
        }
        boolean orphans = supervisor.isEmpty() && rows.stream().anyMatch(row -> row.pid() != 0);
        long memory =
                rows.stream().mapToLong(StatusTable.Row::memoryBytes).sum()
                        + (supervisorPid == 0 ? 0 : MemoryUse.resident(supervisorPid));
        return new StatusReport(
                supervisor.isPresent(),
                supervisorPid,
                memory,
                state.timeToReady().map(time -> time.toMillis() / 1000.0).orElse(0.0),
                supervisor.isPresent() ? state.activity() : "",
                orphans
                        ? "the supervisor is gone: './fleet up' takes its processes over, './fleet down' stops them"
                        : supervisor.isPresent() ? state.failure() : "",
                supervisor.isPresent() || orphans ? state.setUp().words() : "",
                rows);
    }

    /** True if there are processes and each of them is ready. */
    public boolean allReady() {
        return !processes.isEmpty() && notReady().isEmpty();
    }

    /** The names of those that are not. */
    public List<String> notReady() {
        return processes.stream()
                .filter(row -> row.state() != ProcessPhase.READY)
                .map(StatusTable.Row::name)
                .toList();
    }

    /** Instances beside each other, services in the order of their start. */
    private static List<ProcessState> grouped(List<ProcessState> processes) {
        List<String> services = processes.stream().map(ProcessState::service).distinct().toList();
        return processes.stream()
                .sorted(
                        Comparator.comparingInt((ProcessState process) ->
                                        services.indexOf(process.service()))
                                .thenComparingInt(ProcessState::instance))
                .toList();
    }

    /** Services of which there is no process. */
    private static List<StatusTable.Row> missing(FleetState state, ServiceList services) {
        String reason =
                state.activity().isEmpty()
                        ? "was added to fleet.properties: './fleet up' starts it"
                        : "was not started yet";
        return services.services().stream()
                .filter(service -> !state.hasService(service.name()))
                .map(service ->
                        new StatusTable.Row(
                                service.name(),
                                service.name(),
                                1,
                                ProcessPhase.STOPPED,
                                reason,
                                0,
                                service.port(),
                                0,
                                0,
                                0))
                .toList();
    }

    private static List<StatusTable.Row> rows(List<ProcessState> processes, FleetHome home)
            throws InterruptedException {
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<StatusTable.Row>> questions =
                    processes.stream()
                            .map(process -> (Callable<StatusTable.Row>) () -> row(process, home))
                            .toList();
            return asking.invokeAll(questions).stream().map(StatusReport::answer).toList();
        }
    }

    private static StatusTable.Row answer(Future<StatusTable.Row> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("a process could not be asked", e);
        }
    }

    private static StatusTable.Row row(ProcessState process, FleetHome home) {
        Optional<ProcessHandle> handle = process.identity().flatMap(ProcessIdentity::find);
        ProcessPhase phase = process.state();
        String reason = process.reason();
        if (handle.isPresent()) {
            Optional<String> problem = probe(process, home).problem();
            phase =
                    problem.isEmpty()
                            ? ProcessPhase.READY
                            : process.readyAfterMs() == 0
                                    ? ProcessPhase.STARTING
                                    : ProcessPhase.NOT_READY;
            reason = problem.orElse("");
        } else if (process.identity().isPresent()) {
            phase = ProcessPhase.RESTARTING;
            reason = "ended just now";
        }
        long pid = handle.map(ProcessHandle::pid).orElse(0L);
        return new StatusTable.Row(
                process.name(),
                process.service(),
                process.instance(),
                phase,
                reason,
                pid,
                process.port(),
                process.readyAfterMs() / 1000.0,
                pid == 0 ? 0 : MemoryUse.resident(pid),
                process.restarts());
    }

    private static Probe probe(ProcessState process, FleetHome home) {
        return switch (process.service()) {
            case FleetAddresses.KAFKA -> Probes.kafka(process.port());
            case FleetAddresses.REDIS -> Probes.redis(process.port(), new RedisUsers(home).known());
            case FleetAddresses.REGISTRY ->
                    Probes.registry(process.port(), new RegistryUser(home).known());
            default -> new HealthProbe(process.port());
        };
    }
}
