package io.agentfleet.cli.command.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.failure.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
class TaskRunIT {

    private static final int TIMEOUT_S = 60;

    @TempDir private Path folder;
    private OneTaskOrchestrator orchestrator;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        orchestrator = new OneTaskOrchestrator();
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // whoever runs the tests in the background has SIGINT ignored for all below
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TaskRunProcess.class.getName(),
                        Integer.toString(orchestrator.port())));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(output().toFile()))
                        .start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
        orchestrator.close();
    }

    @Test
    void ctrlCCancelsTheTaskAndWaitsForItsEnd() throws Exception {
        await(orchestrator.followed);
        interrupt();
        await(orchestrator.cancelled);
        assertThat(process.isAlive()).isTrue();
        orchestrator.end("CANCELLED");
        assertThat(ending()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(output())
                .content(UTF_8)
                .contains("Cancelling task t-1", "CANCELLED: cancelled by its caller");
    }

    @Test
    void aSecondCtrlCLeavesAtOnce() throws Exception {
        await(orchestrator.followed);
        interrupt();
        await(orchestrator.cancelled);
        interrupt();
        assertThat(ending()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(output()).content(UTF_8).doesNotContain("has not stopped yet");
    }

    @Test
    void aTaskThatDoesNotStopIsNotWaitedForForEver() throws Exception {
        await(orchestrator.followed);
        interrupt();
        assertThat(ending()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(output()).content(UTF_8).contains("has not stopped yet", "task get t-1");
    }

    @Test
    void aTaskThatEndsIsNotCancelled() throws Exception {
        await(orchestrator.followed);
        orchestrator.end("COMPLETED");
        assertThat(ending()).isEqualTo(ExitCode.OK);
        assertThat(orchestrator.cancelled.getCount()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
    }

    private int ending() throws InterruptedException {
        assertThat(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void interrupt() throws IOException, InterruptedException {
        String pid = Long.toString(process.pid());
        assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }
}
