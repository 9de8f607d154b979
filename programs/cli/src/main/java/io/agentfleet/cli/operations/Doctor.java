package io.agentfleet.cli.operations;

import io.agentfleet.cli.output.StatusTable;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.log.LogFiles;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceLaunch;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.supervisor.FleetControl;
import io.agentfleet.localservers.process.Ports;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for whatever keeps a fleet from working, and says what to do. Changes nothing. */
public final class Doctor {

    private final FleetHome home;
    private final ServiceList services;
    private final List<Finding> findings = new ArrayList<>();

    public Doctor(FleetHome home) {
        this.home = home;
        this.services = ServiceList.read(home.root());
    }

    /** All findings, the machine first. */
    public List<Finding> findings() throws InterruptedException {
        Optional<FleetState> state = new FleetControl(home).state();
        boolean up = state.flatMap(FleetState::livingSupervisor).isPresent();
        findings.addAll(new MachineCheck(home, up).findings());
        builds();
        ports(state, up);
        if (state.isPresent()) {
            fleet(state.get());
        } else {
            findings.add(Finding.ok("fleet", "was never started here"));
        }
        return findings;
    }

    private void builds() {
        List<String> missing =
                services.names().stream()
                        .filter(name -> !Files.isDirectory(ServiceLaunch.built(home.root(), name)))
                        .toList();
        findings.add(
                missing.isEmpty()
                        ? Finding.ok("build", "every service is built")
                        : Finding.warning(
                                "build",
                                "not built: " + String.join(", ", missing),
                                "./fleet up builds them"));
    }

    private void ports(Optional<FleetState> state, boolean up) {
        Map<String, Integer> usual = new LinkedHashMap<>(FleetAddresses.PARTS);
        for (ServiceDefinition service : services.services()) {
            usual.put(service.name(), service.port());
        }
        List<String> elsewhere = new ArrayList<>();
        usual.forEach((name, port) -> {
            Optional<Integer> used =
                    up ? state.flatMap(s -> s.process(name)).map(p -> p.port()) : Optional.empty();
            if (used.isPresent() && !used.get().equals(port)) {
                elsewhere.add("%s uses %d instead of %d".formatted(name, used.get(), port));
            } else if (!up && !Ports.isFree(port)) {
                elsewhere.add("%d (%s) is taken".formatted(port, name));
            }
        });
        findings.add(
                elsewhere.isEmpty()
                        ? Finding.ok("ports", up ? "all as usual" : "all free")
                        : Finding.warning(
                                "ports",
                                String.join("; ", elsewhere),
                                "nothing to do: another port was chosen and all services use it; './fleet status' shows them"));
    }

    private void fleet(FleetState state) throws InterruptedException {
        StatusReport report = StatusReport.of(state, home);
        if (!report.problem().isEmpty()) {
            findings.add(Finding.problem("fleet", report.problem(), "./fleet up, or ./fleet down"));
        } else if (!report.up()) {
            findings.add(Finding.ok("fleet", "is down; './fleet up' starts it"));
            return;
        } else {
            findings.add(
                    Finding.ok(
                            "fleet",
                            "is up, %s resident"
                                    .formatted(StatusTable.mebibytes(report.totalMemoryBytes()))));
        }
        report.processes().forEach(this::process);
    }

    private void process(StatusTable.Row row) {
        String error = LogFiles.lastError(home.log(row.name()));
        String what = row.name();
        if (row.state() == ProcessPhase.READY && row.restarts() == 0) {
            findings.add(Finding.ok(what, "ready on port " + row.port()));
        } else if (row.state() == ProcessPhase.READY) {
            findings.add(
                    Finding.warning(
                            what,
                            "ready, but it was started again %d times; the last error in its log%s"
                                    .formatted(row.restarts(), error.isEmpty() ? ": none" : error),
                            "./fleet logs " + what));
        } else if (row.state() == ProcessPhase.STOPPED) {
            findings.add(Finding.problem(what, "does not run: " + row.reason(), "./fleet up"));
        } else {
            findings.add(
                    Finding.problem(
                            what,
                            "%s: %s%s"
                                    .formatted(
                                            row.state().wire().replace('_', ' '),
                                            row.reason(),
                                            error.isEmpty()
                                                    ? ""
                                                    : "; the last error in its log" + error),
                            "./fleet logs %s; './fleet up' tries again at once".formatted(what)));
        }
    }
}
