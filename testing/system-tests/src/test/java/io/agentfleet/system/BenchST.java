package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench, small: it brings a fleet of its own up, and takes it down. */
@Tag("slow")
class BenchST {

    @TempDir private Path folder;

    @Test
    void measuresAFleetOfItsOwnAndTheBaselineOfItsKafka() throws Exception {
        Path out = folder.resolve("out.json");
        Process bench =
                new ProcessBuilder(
                                List.of(
                                        Fleet.ROOT.resolve("fleet").toString(),
                                        "bench",
                                        "--clients=2",
                                        "--tasks=10",
                                        "--heat=1",
                                        "--warm-up=1",
                                        "--guarantee=at-least-once",
                                        "--goal=drill steps=0",
                                        "--home=" + folder.resolve("home"),
                                        "-o=json"))
                        .directory(Fleet.ROOT.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        bench.getOutputStream().close();
        assertThat(bench.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(bench.exitValue()).isZero();

        JsonNode loop = Fleet.json(Files.readString(out, UTF_8)).path("loops").get(0);
        assertThat(loop.path("fleet").path("answered").asInt()).isEqualTo(10);
        assertThat(loop.path("fleet").path("failed").asInt()).isZero();
        assertThat(loop.path("floor").path("answered").asInt()).isEqualTo(10);
        assertThat(loop.path("used").path("cpu_seconds").path("orchestrator").asDouble())
                .isPositive();
    }
}
