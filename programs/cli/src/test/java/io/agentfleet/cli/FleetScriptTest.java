package io.agentfleet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code fleet} in a checkout of its own, with a Maven and a JDK that only note it. */
class FleetScriptTest {

    private static final Path SCRIPT = Path.of(System.getProperty("fleet.root"), "fleet");
    private static final int LONGEST_S = 60;

    @TempDir private Path checkout;

    @BeforeEach
    void settle() throws IOException {
        Files.copy(SCRIPT, checkout.resolve("fleet"));
        write("programs/cli/pom.xml", "<project/>");
        write("fleet.properties", "");
        write("jdk/release", "JAVA_VERSION=\"25\"\n");
        program("jdk/bin/java", "echo done");
        program("jdk/bin/javac", "exit 0");
        program(
                "bin/mvn",
                """
                echo built >>builds
                until [ -e go ]; do sleep 0.05; done
                mkdir -p programs/cli/target/lib
                echo jar >programs/cli/target/fleet-cli.jar
                """);
    }

    @Test
    void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws Exception {
        Process one = fleet("one");
        awaitText("builds", "built", one);
        Process two = fleet("two");
        awaitText("two", "another ./fleet builds (process %d); waiting".formatted(one.pid()), two);
        write("go", "");
        assertDone(one, "one");
        assertDone(two, "two");
        assertThat(checkout.resolve("builds")).content().isEqualTo("built\n");
        assertThat(lock()).doesNotExist();
    }

    @Test
    void theLockOfABuildThatIsGoneIsTakenOver() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor(LONGEST_S, TimeUnit.SECONDS)).isTrue();
        Files.createDirectories(lock().getParent());
        Files.createSymbolicLink(lock(), Path.of(Long.toString(gone.pid())));
        write("go", "");
        assertDone(fleet("one"), "one");
        assertThat(checkout.resolve("builds")).exists();
    }

    @Test
    void aBuildThatFailsGivesTheLockBack() throws Exception {
        program("bin/mvn", "echo '[ERROR] no such class'; exit 1");
        Process one = fleet("one");
        assertThat(one.waitFor(LONGEST_S, TimeUnit.SECONDS)).isTrue();
        assertThat(one.exitValue()).isEqualTo(4);
        assertThat(text("one")).contains("no such class", "the build failed");
        assertThat(Files.isSymbolicLink(lock())).isFalse();
    }

    private Path lock() {
        return checkout.resolve(".fleet/build/lock");
    }

    private Process fleet(String output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", checkout.resolve("fleet").toString(), "status")
                        .redirectErrorStream(true)
                        .redirectOutput(checkout.resolve(output).toFile());
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment()
                .merge("PATH", checkout.resolve("bin").toString(), (old, mine) -> mine + ":" + old);
        builder.environment().remove("FLEET_NO_BUILD");
        return builder.start();
    }

    private void assertDone(Process process, String output) throws Exception {
        assertThat(process.waitFor(LONGEST_S, TimeUnit.SECONDS)).isTrue();
        assertThat(text(output)).contains("done");
        assertThat(process.exitValue()).isZero();
    }

    private void awaitText(String file, String text, Process writer) throws Exception {
        while (!text(file).contains(text)) {
            assertThat(writer.isAlive()).as("%s: %s", file, text(file)).isTrue();
            Thread.onSpinWait();
        }
    }

    private String text(String file) throws IOException {
        Path path = checkout.resolve(file);
        return Files.exists(path) ? Files.readString(path, UTF_8) : "";
    }

    private void program(String file, String lines) throws IOException {
        write(file, "#!/usr/bin/env bash\n" + lines);
        assertThat(checkout.resolve(file).toFile().setExecutable(true)).isTrue();
    }

    private void write(String file, String text) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text, UTF_8);
    }
}
