package io.agentfleet.cli.command.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.RideOut;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.StepLogText;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.cli.output.TextTable;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet task list|get|log|watch|cancel}. */
@Command(
        name = "task",
        description = "Lists, shows, follows and cancels tasks; shows what was done for them.")
public final class TaskCommand implements Runnable {

    private static final int PROMPT_LENGTH = 50;

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which: list, get, log, watch or cancel");
        }
    }

    @Command(
            name = "list",
            description = "Tasks, newest first; also those that one agent was asked alone.")
    int list(
            @Option(names = "--session", paramLabel = "ID", description = "Only of this session.")
                    Optional<String> session,
            @Option(
                            names = "--status",
                            paramLabel = "STATE",
                            description =
                                    "Only these: PENDING, RUNNING, COMPLETED, FAILED, CANCELLED.")
                    Optional<String> status,
            @Option(names = "--limit", defaultValue = "20", description = "At most (default: 20).")
                    int limit,
            @Mixin OutputOption output) {
        Map<String, String> filters = new TreeMap<>();
        session.ifPresent(id -> filters.put("session", id));
        status.ifPresent(state -> filters.put("status", state));
        try (TaskClient client = client()) {
            JsonNode page = client.list(filters, limit);
            if (output.isJson()) {
                screen.line(JsonFile.pretty(page));
            } else {
                table(page.path("tasks")).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }

    @Command(name = "get", description = "Where a task stands; its report once it has ended.")
    int get(@Parameters(paramLabel = "ID") String id, @Mixin OutputOption output) {
        try (TaskClient client = client()) {
            new TaskProgress(client, screen, output.isJson()).show(client.get(id));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "log",
            description =
                    "What was done for a task: each step with tool, input, output, tokens and time.")
    int log(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "(default: the newest)")
                    Optional<String> id,
            @Mixin OutputOption output) {
        try (TaskClient client = client()) {
            JsonNode log = client.log(id.orElseGet(() -> RunningFleet.newest(client)));
            if (output.isJson()) {
                screen.line(JsonFile.pretty(log));
            } else {
                StepLogText.lines(log, screen).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }

    @Command(
            name = "watch",
            description = "Follows a task from its beginning to its end. Ctrl-C leaves it running.")
    int watch(@Parameters(paramLabel = "ID") String id, @Mixin OutputOption output)
            throws InterruptedException {
        FleetState state = RunningFleet.state(FleetHome.current());
        try (TaskClient client = RunningFleet.client(state, RideOut.of(screen::note))) {
            client.get(id);
            return new TaskProgress(client, screen, output.isJson()).follow(id, Duration.ofDays(1));
        }
    }

    @Command(name = "cancel", description = "Stops a task and all that works for it.")
    int cancel(@Parameters(paramLabel = "ID") String id) {
        try (TaskClient client = client()) {
            client.cancel(id);
            screen.note("cancelling task " + id);
        }
        return ExitCode.OK;
    }

    private static TaskClient client() {
        return RunningFleet.client(RunningFleet.state(FleetHome.current()));
    }

    private static List<String> table(JsonNode tasks) {
        TextTable table =
                new TextTable(List.of("TASK", "STATE", "AGENT", "SESSION", "CREATED", "QUESTION"));
        for (JsonNode task : tasks) {
            String prompt = task.path("prompt").asText().replaceAll("\\s+", " ");
            table.add(
                    List.of(
                            task.path("task_id").asText(),
                            task.path("status").asText(),
                            task.path("agent").asText(),
                            task.path("session_id").asText(),
                            task.path("created_at").asText().replaceFirst("\\.\\d+", ""),
                            prompt.length() > PROMPT_LENGTH
                                    ? prompt.substring(0, PROMPT_LENGTH) + "…"
                                    : prompt));
        }
        return table.lines();
    }
}
