package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.file.FleetHome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TestRunTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final TestRun run =
            new TestRun(FleetHome.current(), new Terminal(stream, stream, false));

    @Test
    void addsUpWhatSurefireCountsForEachModule() {
        """
        [INFO] Building access: who may do what at which door 0.1.0-SNAPSHOT    [6/25]
        [INFO] Running io.agentfleet.access.ATest
        [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in io.agentfleet.access.ATest
        [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0
        [ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1, Time elapsed: 1.0 s <<< FAILURE! -- in io.agentfleet.cli.BTest
        [ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1
        [WARNING] Tests run: 2, Failures: 0, Errors: 0, Skipped: 1
        [INFO] access: who may do what at which door .............. SUCCESS [  7.123 s]
        """
                .lines()
                .forEach(run::take);
        assertThat(run.counts(false)).isEqualTo("6 passed, 2 failed, 2 skipped");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("who may do what at which door 0.1.0-SNAPSHOT    [6/25]")
                .contains("SUCCESS [  7.123 s]")
                .doesNotContain("Tests run");
    }

    @Test
    void aBuildThatBreaksWithoutAFailedTestIsSaid() {
        run.take("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(run.counts(false))
                .isEqualTo("3 passed, 0 failed, 0 skipped; the build itself failed");
        assertThat(run.counts(true)).isEqualTo("3 passed, 0 failed, 0 skipped");
    }
}
