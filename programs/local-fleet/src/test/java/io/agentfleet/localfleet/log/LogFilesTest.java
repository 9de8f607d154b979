package io.agentfleet.localfleet.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

    @TempDir private Path folder;

    @Test
    void showsTheLastLines() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");
        assertThat(LogFiles.tail(log, 2)).containsExactly("two", "three");
        assertThat(LogFiles.tail(folder.resolve("none.log"), 2)).isEmpty();
    }

    @Test
    void findsTheLastErrorAndLeavesOutTheStack() throws IOException {
        Path log =
                Files.writeString(
                        folder.resolve("a.log"),
                        "ERROR first\nINFO fine\nERROR cannot bind\n\tat x.SomeException.y()\nINFO bye\n");
        assertThat(LogFiles.lastError(log)).isEqualTo(": ERROR cannot bind");
    }

    @Test
    void setsALargeLogAside() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "x".repeat(11 << 20));
        LogFiles.rotate(log);
        assertThat(log).doesNotExist();
        assertThat(folder.resolve("a.log.1")).exists();
    }
}
