package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceLaunch;
import io.agentfleet.localfleet.service.StagedBuild;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localservers.process.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * All managed processes.
 *
 * <p>Owned by the supervisor's thread.
 */
final class ProcessSupervisor {

    private static final Duration SERVICE_GRACE = Duration.ofSeconds(20);

    /** How many JVMs start side by side: more only slow each other down. */
    private static final int TURNS =
            Math.max(2, Math.min(6, Runtime.getRuntime().availableProcessors() + 1));

    private final FleetHome home;
    private final FleetStateWriter fleetState;
    private final PortAllocator ports;
    private final Map<String, ProcessState> earlier;
    private final Semaphore turns = new Semaphore(TURNS, true);
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

    /**
     * @param earlier processes that run already, of an earlier supervisor
     */
    ProcessSupervisor(
            FleetHome home,
            FleetStateWriter fleetState,
            PortAllocator ports,
            List<ProcessState> earlier) {
        this.home = home;
        this.fleetState = fleetState;
        this.ports = ports;
        this.earlier = new LinkedHashMap<>();
        earlier.forEach(process -> this.earlier.put(process.name(), process));
    }

    /** Starts and supervises a process from now on. */
    synchronized ManagedProcess add(ProcessSpec spec) {
        ManagedProcess process = new ManagedProcess(spec, fleetState, ports, turns);
        processes.put(spec.name(), process);
        process.begin(Optional.ofNullable(earlier.remove(spec.name())));
        return process;
    }

    /** Starts or stops instances of a service until there are as many as wanted. */
    void scale(ServiceDefinition service, int wanted) {
        List<ManagedProcess> now = instances(service.name());
        for (int instance = now.size() + 1; instance <= wanted; instance++) {
            add(spec(service, instance));
        }
        for (int instance = now.size(); instance > wanted; instance--) {
            remove(now.get(instance - 1));
        }
    }

    /** Ends processes of an earlier supervisor that are no longer desired. */
    synchronized void stopUnclaimed() {
        for (ProcessState orphan : earlier.values()) {
            orphan.identity()
                    .flatMap(ProcessIdentity::find)
                    .ifPresent(handle -> FleetControl.end(handle));
            ports.release(orphan.name());
            fleetState.remove(orphan.name());
        }
        earlier.clear();
    }

    /** Ends back-offs, and processes whose build is out of date. */
    void requestRestarts() {
        for (ManagedProcess process : all()) {
            Thread.ofVirtual().start(process::requestRestart);
        }
    }

    /** Restarts processes whose configured addresses have changed. */
    void compareAddresses() {
        all().forEach(ManagedProcess::compareAddresses);
    }

    /** Starts the instances of a service again. */
    void renew(String service, String why) {
        instances(service).forEach(process -> Thread.ofVirtual().start(() -> process.renew(why)));
    }

    /** The builds that the instances of a service would start with. */
    List<String> builds(String service) {
        return instances(service).stream().map(process -> process.spec().build().get()).toList();
    }

    synchronized List<ManagedProcess> all() {
        return new ArrayList<>(processes.values());
    }

    /** Ends these and waits for them, all at once. */
    static void stop(List<ManagedProcess> some) {
        List<Thread> stops =
                some.stream().map(process -> Thread.ofVirtual().start(process::stop)).toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private ProcessSpec spec(ServiceDefinition service, int instance) {
        String name = instance == 1 ? service.name() : service.name() + "-" + instance;
        int ignored = ports.choose(name, service.port() + 100 * (instance - 1));
        return new ProcessSpec(
                name,
                service.name(),
                instance,
                home.log(name),
                () -> launch(service, name),
                () -> staged(service.name()).stamp(),
                SERVICE_GRACE);
    }

    private Launch launch(ServiceDefinition service, String name) {
        return new ServiceLaunch(home, ports.addresses(), fleetState.setup())
                .of(service, name, ports.of(name), staged(service.name()));
    }

    private StagedBuild staged(String service) {
        return StagedBuild.of(ServiceLaunch.built(home.root(), service), home.apps(), service);
    }

    private void remove(ManagedProcess process) {
        synchronized (this) {
            processes.remove(process.spec().name());
        }
        process.stop();
        ports.release(process.spec().name());
        fleetState.remove(process.spec().name());
    }

    private synchronized List<ManagedProcess> instances(String service) {
        return processes.values().stream()
                .filter(process -> process.spec().service().equals(service))
                .toList();
    }
}
