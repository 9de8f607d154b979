package io.agentfleet.cli.command.task;

import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.client.TaskRequest;
import io.agentfleet.cli.output.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A process that runs one task at the orchestrator whose port it is given. */
final class TaskRunProcess {

    private TaskRunProcess() {}

    public static void main(String[] args) throws InterruptedException {
        TaskRequest request =
                new TaskRequest(
                        "why?",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "k-1");
        try (TaskClient client = new TaskClient(Integer.parseInt(args[0]))) {
            System.exit(
                    new TaskRun(client, Terminal.ofProcess(), false)
                            .toItsEnd(request, Duration.ofMinutes(1)));
        }
    }
}
