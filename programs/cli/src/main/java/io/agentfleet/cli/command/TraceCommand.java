package io.agentfleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.home.JsonFile;
import io.agentfleet.cli.show.Screen;
import io.agentfleet.cli.show.Waterfall;
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
final class TraceCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            description = "A task's id, as 'task list' shows it (default: the newest).")
    private Optional<String> task = Optional.empty();

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Screen screen = Screen.ofProcess();
        try (TaskClient client = Running.client(Running.state(FleetHome.current()))) {
            JsonNode trace = client.trace(task.orElseGet(() -> Running.newest(client)));
            if (output.isJson()) {
                screen.line(JsonFile.pretty(trace));
            } else {
                Waterfall.of(trace).lines(screen).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }
}
