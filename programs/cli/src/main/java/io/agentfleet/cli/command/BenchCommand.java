package io.agentfleet.cli.command;

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
            "  --heat 600               seconds under load before anything is measured, at most",
            "  --warm-up 10             seconds before each measurement",
            "  --goal 'drill steps=1'   what each task asks",
            "  -o json, --plot FILE.png how it is told"
        })
final class BenchCommand implements Callable<Integer> {

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        return new ModuleProgram("programs/bench", "bench", "512m").run(arguments);
    }
}
