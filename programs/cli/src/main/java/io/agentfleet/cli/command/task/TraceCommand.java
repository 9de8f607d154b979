package io.agentfleet.cli.command.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.cli.output.TraceWaterfall;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./fleet trace TASK}. */
@Command(
        name = "trace",
        description = {
            "Draws where a task's time went, span by span, from the submit to the last tool and model call.",
            "Spans come in some seconds late and are kept for a day."
        })
public final class TraceCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            description = "A task's id, as 'task list' shows it (default: the newest).")
    private Optional<String> task = Optional.empty();

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Terminal screen = Terminal.ofProcess();
        try (TaskClient client = RunningFleet.client(RunningFleet.state(FleetHome.current()))) {
            JsonNode trace = client.trace(task.orElseGet(() -> RunningFleet.newest(client)));
            if (output.isJson()) {
                screen.line(JsonFile.pretty(trace));
            } else {
                TraceWaterfall.of(trace).lines(screen).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }
}
