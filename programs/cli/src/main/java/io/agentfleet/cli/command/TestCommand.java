package io.agentfleet.cli.command;

import io.agentfleet.cli.operations.TestRun;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.file.FleetHome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet test}. */
@Command(
        name = "test",
        description = {
            "Runs the tests: format, static checks, unit tests, tests against real Kafka, registry and Redis, the whole fleet.",
            "A fleet that is up is left alone. What Maven prints is in logs/test.log."
        })
final class TestCommand implements Callable<Integer> {

    @Option(
            names = "--all",
            description =
                    "Also what takes long: each process killed at every failpoint of a task, not only at some.")
    private boolean all;

    @Parameters(
            arity = "0..*",
            paramLabel = "MAVEN_ARGUMENT",
            description = "For Maven, after --, such as: -- -pl programs/cli")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws InterruptedException {
        List<String> maven = new ArrayList<>(arguments);
        if (all) {
            maven.add("-Dfaults=all");
        }
        return new TestRun(FleetHome.current(), Terminal.ofProcess()).run(maven);
    }
}
