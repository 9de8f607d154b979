package io.agentfleet.cli.command;

import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.client.TaskRequest;
import io.agentfleet.cli.fleet.FleetControl;
import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.show.Screen;
import io.agentfleet.cli.source.DataSources;
import io.agentfleet.cli.state.FleetState;
import io.agentfleet.cli.work.FleetUp;
import io.agentfleet.cli.work.TaskFollow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet run "QUESTION" --data DIR}. */
@Command(
        name = "run",
        description = {
            "Asks the fleet a question, shows its plan and steps live, then the report and where its files are.",
            "Brings the fleet up first if it is down. Ctrl-C cancels the task."
        })
final class RunCommand implements Callable<Integer> {

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

    @Option(names = "--max-steps", paramLabel = "1..25", description = "Default: 10.")
    private Optional<Integer> maxSteps = Optional.empty();

    @Option(names = "--token-budget", paramLabel = "512..32768", description = "Default: 8192.")
    private Optional<Integer> tokenBudget = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Cancel the task after this time (default: ${DEFAULT-VALUE}).")
    private int timeout = 600;

    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Screen screen = Screen.ofProcess();
        Map<String, String> metadata = new TreeMap<>();
        data.ifPresent(dir -> metadata.put("data_source", new DataSources(home).register(dir)));
        FleetState state = up(home, screen);
        try (TaskClient client = Running.client(state)) {
            TaskRequest request =
                    new TaskRequest(question, session, maxSteps, tokenBudget, metadata);
            String taskId = client.submit(request).path("task_id").asText();
            return followed(client, taskId, screen);
        }
    }

    private int followed(TaskClient client, String taskId, Screen screen)
            throws InterruptedException {
        AtomicBoolean isOpen = new AtomicBoolean(true);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            if (isOpen.get()) {
                                cancel(client, taskId, screen);
                            }
                        }));
        int code =
                new TaskFollow(client, screen, output.isJson())
                        .follow(taskId, Duration.ofSeconds(timeout));
        isOpen.set(false);
        return code;
    }

    private static void cancel(TaskClient client, String taskId, Screen screen) {
        try {
            client.cancel(taskId);
            screen.note("cancelled: task " + taskId);
        } catch (CliFailure e) {
            screen.note("task %s could not be cancelled: %s".formatted(taskId, e.getMessage()));
        }
    }

    private static FleetState up(FleetHome home, Screen screen) throws InterruptedException {
        FleetUp up = new FleetUp(home, screen);
        if (up.isUpToDate()) {
            return Running.state(home);
        }
        screen.note(
                new FleetControl(home).isUp()
                        ? "Starting what is missing of the fleet"
                        : "Starting the fleet (it stays up; './fleet down' stops it)");
        return up.bring(UP);
    }
}
