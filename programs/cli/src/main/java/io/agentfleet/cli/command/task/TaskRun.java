package io.agentfleet.cli.command.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.client.TaskRequest;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Submits one task and follows it to its end. The first SIGINT cancels the task and waits briefly
 * for its end; the second exits at once.
 */
final class TaskRun {

    private static final int SUBMITTED_S = 5;
    private static final int STOPPED_S = 10;

    private final TaskClient client;
    private final Terminal screen;
    private final TaskProgress follow;
    private final CompletableFuture<String> submitted = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    TaskRun(TaskClient client, Terminal screen, boolean json) {
        this.client = client;
        this.screen = screen;
        this.follow = new TaskProgress(client, screen, json);
    }

    /** Returns the exit code that the task's end means. */
    int toItsEnd(TaskRequest request, Duration atMost) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "cancel-task"));
        try {
            JsonNode task = client.submit(request);
            submitted.complete(task.path("task_id").asText());
            return follow.follow(submitted.join(), atMost);
        } finally {
            submitted.cancel(false); // unless there is a task
            ended.complete(0);
        }
    }

    /** In the program's last moments, whatever ends it. */
    private void interrupted() {
        if (ended.isDone()) {
            return;
        }
        InterruptSignal.endsAtOnce();
        try {
            String task = submitted.get(SUBMITTED_S, TimeUnit.SECONDS);
            screen.note("Cancelling task %s (Ctrl-C again: leave at once)".formatted(task));
            client.cancel(task);
            ended.get(STOPPED_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            screen.note(
                    submitted.isDone()
                            ? "It has not stopped yet, but will: './fleet task get %s' shows when"
                                    .formatted(submitted.join())
                            : "The orchestrator has not answered: './fleet task list' shows whether it took the task");
        } catch (CommandException e) {
            screen.note(
                    "Task %s could not be cancelled: %s"
                            .formatted(submitted.join(), e.getMessage()));
        } catch (CancellationException e) {
            screen.note("The task was not submitted");
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("neither is ever failed nor this thread stopped", e);
        }
    }
}
