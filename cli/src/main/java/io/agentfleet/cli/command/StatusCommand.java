package io.agentfleet.cli.command;

import io.agentfleet.cli.fleet.FleetControl;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.home.JsonFile;
import io.agentfleet.cli.show.Screen;
import io.agentfleet.cli.show.StatusTable;
import io.agentfleet.cli.state.FleetState;
import io.agentfleet.cli.work.StatusReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./fleet status}. */
@Command(
        name = "status",
        description =
                "Shows each process as it is now: state, port, memory, restarts. Ends with 0 whether the fleet is up or not.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.ofProcess();
        Optional<FleetState> state = new FleetControl(FleetHome.current()).state();
        StatusReport report =
                state.isPresent()
                        ? StatusReport.of(state.get())
                        : new StatusReport(false, 0, 0, 0, "", "", "", List.of());
        if (output.isJson()) {
            screen.line(JsonFile.pretty(report));
        } else {
            text(report, screen);
        }
        return ExitCode.OK;
    }

    private static void text(StatusReport report, Screen screen) {
        StatusTable.lines(report.processes(), screen).forEach(screen::line);
        screen.line("");
        if (!report.problem().isEmpty()) {
            screen.line(screen.red(report.problem()));
        }
        if (!report.setup().isEmpty()) {
            screen.line("This is " + report.setup() + ".");
        }
        if (!report.up()) {
            if (report.problem().isEmpty()) {
                screen.line("The fleet is down: './fleet up' starts it.");
            }
            return;
        }
        String activity = report.activity().isEmpty() ? "" : ", now " + report.activity();
        String ready =
                report.timeToReadyS() == 0
                        ? "not ready yet"
                        : "ready %.1f s after up".formatted(report.timeToReadyS());
        screen.line(
                "%s in all, %s%s"
                        .formatted(
                                StatusTable.mebibytes(report.totalMemoryBytes()), ready, activity));
    }
}
