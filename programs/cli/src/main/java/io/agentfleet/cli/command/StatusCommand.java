package io.agentfleet.cli.command;

import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.operations.StatusReport;
import io.agentfleet.cli.output.StatusTable;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fleet status}. */
@Command(
        name = "status",
        description = {
            "Shows each process as it is now: state, port, memory, restarts. Ends with 0 whether the fleet is up or not.",
            "With --wait it ends with 0 when all are ready, with 3 if the fleet is down, with 5 if the time was over before."
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(250);

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "120",
            description =
                    "Waits until every process is ready, at most so long (${FALLBACK-VALUE} s if nothing is said).")
    private int wait;

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        Terminal screen = Terminal.ofProcess();
        StatusReport report = waited(screen);
        if (output.isJson()) {
            screen.line(JsonFile.pretty(report));
        } else {
            text(report, screen);
        }
        return exitCode(report);
    }

    private StatusReport waited(Terminal screen) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(wait);
        StatusReport report = now();
        while (report.up() && !report.allReady() && Instant.now().isBefore(end)) {
            screen.waiting("waiting for " + String.join(", ", report.notReady()));
            Thread.sleep(LOOK);
            report = now();
        }
        screen.clear();
        return report;
    }

    private int exitCode(StatusReport report) {
        if (wait == 0 || (report.up() && report.allReady())) {
            return ExitCode.OK;
        }
        return report.up() ? ExitCode.TIMED_OUT : ExitCode.NOT_RUNNING;
    }

    private static StatusReport now() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Optional<FleetState> state = new FleetControl(home).state();
        return state.isPresent()
                ? StatusReport.of(state.get(), home)
                : new StatusReport(false, 0, 0, 0, "", "", "", List.of());
    }

    private static void text(StatusReport report, Terminal screen) {
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
