package io.agentfleet.cli.command;

import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.parts.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./fleet bench}: hands everything to the program of the module {@code bench}. */
@Command(
        name = "bench",
        description = {
            "Measures what a durable task costs: a drill fleet of its own under load, and in the same run the floor of its Kafka.",
            "  --clients 1,32,128       closed loops; 0: none",
            "  --seconds 30 | --tasks N length of each loop",
            "  --guarantee both         or exactly-once, at-least-once",
            "  --open RATE              also an open loop, tasks per second",
            "  --waiting 10000          also sessions that wait for a slow model in one agent; --latency 2s",
            "  --warm-up 20             seconds before each measurement",
            "  --goal 'drill steps=1'   what each task asks",
            "  -o json, --plot FILE.png how it is told"
        })
final class BenchCommand implements Callable<Integer> {

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Path root = FleetHome.current().root();
        Path jar = root.resolve("bench/target/fleet-bench.jar");
        if (!Files.exists(jar)) {
            throw new CliFailure(
                    ExitCode.NOT_STARTED,
                    "%s is missing: run './fleet bench' without FLEET_NO_BUILD".formatted(jar));
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Launch.java(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Djava.awt.headless=true",
                                "-Dfleet.root=" + root,
                                "-jar",
                                jar.toString()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.NOT_STARTED, "the bench does not start: " + e.getMessage(), e);
        }
    }
}
