package io.agentfleet.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./fleet soak}: hands everything to the program of the module {@code drill}. */
@Command(
        name = "soak",
        description = {
            "Random faults in a drill fleet under load ('./fleet up --drill' first), then a check of every promise.",
            "  --seed 42                of the faults: the same seed, the same faults",
            "  --minutes 30             how long",
            "  --rate 2                 tasks per second, over --sessions 20",
            "  --every 15               mean seconds between two faults",
            "  --victims NAME,...       processes; without it all but the schema registry"
        })
final class SoakCommand implements Callable<Integer> {

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        return new ModuleProgram("testing/faults", "soak", "256m").run(arguments);
    }
}
