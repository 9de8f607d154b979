package io.agentfleet.cli.command;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./fleet down}. */
@Command(
        name = "down",
        description = {
            "Stops everything, the services first. Accepted tasks and all data stay and go on with the next up."
        })
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        FleetHome home = FleetHome.current();
        Terminal screen = Terminal.ofProcess();
        FleetControl control = new FleetControl(home);
        Optional<FleetState> state = control.state();
        boolean anything =
                state.isPresent()
                        && (state.get().livingSupervisor().isPresent()
                                || state.get().processes().stream().anyMatch(DownCommand::runs));
        if (!anything) {
            screen.note("The fleet is not running.");
            return ExitCode.OK;
        }
        control.down(now ->
                screen.waiting(
                        "stopping, %d still run"
                                .formatted(
                                        now.processes().stream()
                                                .filter(p -> p.state() != ProcessPhase.STOPPED)
                                                .count())));
        screen.note("The fleet is down; its data stays in " + home.home() + ".");
        return ExitCode.OK;
    }

    private static boolean runs(ProcessState process) {
        return process.identity().flatMap(ProcessIdentity::find).isPresent();
    }
}
