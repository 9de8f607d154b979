package io.agentfleet.cli.command;

import io.agentfleet.cli.fleet.FleetControl;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.show.Screen;
import io.agentfleet.cli.state.FleetState;
import io.agentfleet.cli.state.Phase;
import io.agentfleet.cli.state.ProcessIdentity;
import io.agentfleet.cli.state.ProcessState;
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
        Screen screen = Screen.ofProcess();
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
                                                .filter(p -> p.state() != Phase.STOPPED)
                                                .count())));
        screen.note("The fleet is down; its data stays in " + home.home() + ".");
        return ExitCode.OK;
    }

    private static boolean runs(ProcessState process) {
        return process.identity().flatMap(ProcessIdentity::find).isPresent();
    }
}
