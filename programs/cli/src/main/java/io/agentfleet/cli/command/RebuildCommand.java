package io.agentfleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.RideOut;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fleet rebuild}. */
@Command(
        name = "rebuild",
        description =
                "Projects the views of tasks (what 'task list' and event streams show) again from the log. Tasks go on meanwhile.")
final class RebuildCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(300);

    @Option(
            names = "--clear",
            description = "Empty the views first, so that what the log does not know vanishes.")
    private boolean clear;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Watch it for this long; it goes on (default: ${DEFAULT-VALUE}).")
    private int timeout = 600;

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        Terminal screen = Terminal.ofProcess();
        RideOut rideOut = RideOut.of(screen::note);
        try (TaskClient client =
                RunningFleet.client(RunningFleet.state(FleetHome.current()), rideOut)) {
            return watched(client, screen);
        }
    }

    int watched(TaskClient client, Terminal screen) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(timeout);
        JsonNode progress = client.rebuild(clear);
        while (!progress.path("state").asText().equals("idle")) {
            if (Instant.now().isAfter(end)) {
                screen.note(
                        "Not done after %d s, it goes on: %s"
                                .formatted(timeout, figures(progress)));
                return ExitCode.TIMED_OUT;
            }
            screen.waiting("rebuilding: " + figures(progress));
            Thread.sleep(LOOK);
            progress = client.rebuilding();
        }
        screen.line(
                output.isJson()
                        ? JsonFile.pretty(progress)
                        : "Views rebuilt: " + figures(progress));
        return ExitCode.OK;
    }

    private static String figures(JsonNode progress) {
        long behind = progress.path("behind").asLong();
        return "%,d records in %.1f s (%,d/s) from %d partitions%s"
                .formatted(
                        progress.path("projected").asLong(),
                        progress.path("seconds").asDouble(),
                        progress.path("events_per_second").asLong(),
                        progress.path("partitions").asInt(),
                        behind == 0 ? "" : ", %,d to go".formatted(behind));
    }
}
