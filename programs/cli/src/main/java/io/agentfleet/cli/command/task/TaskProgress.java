package io.agentfleet.cli.command.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.EventStream;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.output.DollarText;
import io.agentfleet.cli.output.MarkdownText;
import io.agentfleet.cli.output.TaskProgressText;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Follows a task to its end and shows what came of it. */
public final class TaskProgress {

    private final TaskClient client;
    private final Terminal screen;
    private final boolean json;
    private final ToolResults tools = new ToolResults();

    public TaskProgress(TaskClient client, Terminal screen, boolean json) {
        this.client = client;
        this.screen = screen;
        this.json = json;
    }

    /** Returns the exit code that the end means. */
    public int follow(String taskId, Duration atMost) throws InterruptedException {
        TaskProgressText lines = new TaskProgressText(screen, !json);
        EventStream.End end =
                new EventStream(client, taskId, atMost)
                        .follow(event -> {
                            tools.note(event);
                            lines.show(event);
                        });
        return switch (end) {
            case TASK_ENDED -> show(client.get(taskId));
            case CONNECTION_LOST -> {
                screen.note(
                        "The orchestrator does not answer any more; the task goes on when it is back: './fleet task watch %s'"
                                .formatted(taskId));
                yield ExitCode.NOT_RUNNING;
            }
            case TIME_OVER -> {
                client.cancel(taskId);
                screen.note(
                        "Not done after %d s: task %s is cancelled"
                                .formatted(atMost.toSeconds(), taskId));
                yield ExitCode.TIMED_OUT;
            }
        };
    }

    /** Prints a task that ended. */
    public int show(JsonNode task) {
        String status = task.path("status").asText();
        if (json) {
            screen.line(JsonFile.pretty(task));
        } else {
            text(task, status);
        }
        if (!status.equals("COMPLETED")) {
            return ExitCode.FAILED;
        }
        return task.path("unanswered").asBoolean() ? ExitCode.UNANSWERED : ExitCode.OK;
    }

    private void text(JsonNode task, String status) {
        String output = task.path("output").asText();
        if (!output.isBlank()) {
            screen.line("");
            MarkdownText.lines(output, screen).forEach(screen::line);
        }
        String error = task.path("error").asText();
        if (!error.isBlank()) {
            screen.note("");
            screen.note(
                    status.equals("COMPLETED")
                            ? screen.yellow("partly: " + error)
                            : screen.red(status + ": " + error));
        }
        if (task.path("unanswered").asBoolean()) {
            screen.note("");
            screen.note(screen.yellow("not answered: " + advice(task)));
        }
        files(task.path("artifacts"));
        screen.note("");
        screen.note(summary(task, status));
    }

    private String summary(JsonNode task, String status) {
        String line =
                screen.dim(
                        "task %s  session %s  %s  %.1f s, %d steps, %d tool calls, %d tokens, %s"
                                .formatted(
                                        task.path("task_id").asText(),
                                        task.path("session_id").asText(),
                                        status,
                                        task.path("duration_ms").asLong() / 1000.0,
                                        task.path("steps_used").asInt(),
                                        task.path("tool_calls").asInt(),
                                        task.path("tokens_used").asInt(),
                                        DollarText.of(task.path("cost"))));
        String failures = tools.failures();
        return failures.isEmpty() ? line : line + ", " + screen.yellow(failures);
    }

    private String advice(JsonNode task) {
        String failed = tools.agentsWithoutAnswers();
        if (!failed.isEmpty()) {
            return "no tool answered %s; ask again, or see './fleet doctor'".formatted(failed);
        }
        return task.path("metadata").path("data_source").asText().isBlank()
                ? "it had no data; give it a folder with --data DIR"
                : "the data does not say; the report's notes say what was searched";
    }

    private void files(JsonNode artifacts) {
        if (artifacts.isEmpty()) {
            return;
        }
        screen.note("");
        screen.note(screen.bold("Files"));
        for (JsonNode artifact : artifacts) {
            screen.note(
                    "  %s  %s"
                            .formatted(
                                    local(artifact.path("uri").asText()),
                                    screen.dim(
                                            "%,d bytes"
                                                    .formatted(
                                                            artifact.path("size_bytes")
                                                                    .asLong()))));
        }
    }

    private static String local(String uri) {
        return uri.startsWith("file:") ? Path.of(URI.create(uri)).toString() : uri;
    }
}
