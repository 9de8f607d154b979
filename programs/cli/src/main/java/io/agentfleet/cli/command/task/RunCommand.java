package io.agentfleet.cli.command.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.RideOut;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.client.TaskRequest;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.command.option.Seconds;
import io.agentfleet.cli.datasource.DataSourceStore;
import io.agentfleet.cli.operations.FleetStart;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet run "QUESTION" --data DIR}. */
@Command(
        name = "run",
        description = {
            "Asks the fleet a question, shows its plan and steps live, then the report and where its files are.",
            "Brings the fleet up first if it is down. Ctrl-C cancels the task; a second one leaves at once."
        })
public final class RunCommand implements Callable<Integer> {

    private static final Duration UP = Duration.ofMinutes(4);

    @Parameters(paramLabel = "QUESTION", description = "In English or Korean.")
    private String question = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder of tables (CSV, JSON, Parquet) and documents (Markdown, text, HTML, PDF).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Go on with a conversation; tasks of one session run one after another.")
    private Optional<String> session = Optional.empty();

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description =
                    "Ask this agent alone, without a plan: search, analysis, writer or one of your own.")
    private Optional<String> agent = Optional.empty();

    @Option(names = "--max-steps", paramLabel = "1..25", description = "Default: 10.")
    private Optional<Integer> maxSteps = Optional.empty();

    @Option(names = "--token-budget", paramLabel = "512..32768", description = "Default: 8192.")
    private Optional<Integer> tokenBudget = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            converter = Seconds.class,
            description = "Cancel the task after this time (default: ${DEFAULT-VALUE}).")
    private int timeout = 600;

    @Option(
            names = "--detach",
            description =
                    "Only submit it and print its id; './fleet task watch ID' follows it. It has no --timeout.")
    private boolean detach;

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Terminal screen = Terminal.ofProcess();
        Map<String, String> metadata = new TreeMap<>();
        data.ifPresent(dir -> metadata.put("data_source", new DataSourceStore(home).register(dir)));
        FleetState state = up(home, screen);
        try (TaskClient client = client(state, RideOut.of(screen::note))) {
            TaskRequest request =
                    new TaskRequest(
                            question,
                            session,
                            maxSteps,
                            tokenBudget,
                            metadata,
                            "fleet-run-" + UUID.randomUUID());
            if (!detach) {
                return new TaskRun(client, screen, output.isJson())
                        .toItsEnd(request, Duration.ofSeconds(timeout));
            }
            JsonNode task = client.submit(request);
            screen.line(output.isJson() ? JsonFile.pretty(task) : task.path("task_id").asText());
            return ExitCode.OK;
        }
    }

    private TaskClient client(FleetState state, RideOut rideOut) {
        return agent.map(name -> RunningFleet.agent(state, name, rideOut))
                .orElseGet(() -> RunningFleet.client(state, rideOut));
    }

    private static FleetState up(FleetHome home, Terminal screen) throws InterruptedException {
        FleetStart up = new FleetStart(home, screen);
        if (up.isUpToDate()) {
            return RunningFleet.state(home);
        }
        screen.note(
                new FleetControl(home).isUp()
                        ? "Starting what is missing of the fleet"
                        : "Starting the fleet (it stays up; './fleet down' stops it)");
        return up.bring(UP, ExitCode.NOT_STARTED);
    }
}
