package io.agentfleet.faults.soak;

import io.agentfleet.faults.fleet.FleetProcess;
import io.agentfleet.faults.fleet.FleetUnderTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fleet soak}: random faults in a fleet that {@code ./fleet up --drill} has started. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Random faults in a drill fleet, under load: processes are killed and frozen, Redis is emptied.",
            "At the end: every accepted task has one outcome, every effect is in the tools' book exactly once, order is kept.",
            "Start the fleet with './fleet up --drill' before. Exit code 1 if an invariant was violated."
        })
public final class SoakProgram implements Callable<Integer> {

    @Option(names = "--seed", defaultValue = "42", description = "of the faults (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--minutes", defaultValue = "5", description = "(${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--rate",
            defaultValue = "2",
            description = "tasks per second (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--sessions",
            defaultValue = "20",
            description = "over which the tasks are spread (${DEFAULT-VALUE})")
    private int sessions;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "mean time between two faults (${DEFAULT-VALUE})")
    private double every;

    @Option(
            names = "--victims",
            split = ",",
            description = "names of processes; without it all but the schema registry")
    private List<String> victims = List.of();

    @Option(
            names = "--root",
            hidden = true,
            defaultValue = "${sys:fleet.root:-.}",
            description = "the checkout")
    private Path root = Path.of(".");

    @Option(
            names = "--home",
            hidden = true,
            defaultValue = "${env:FLEET_HOME:-.fleet}",
            description = "the fleet's home")
    private Path home = Path.of(".fleet");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Runs the command; exits 0, 1 if a promise was broken, 2 for wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SoakProgram()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        FleetUnderTest fleet =
                new FleetUnderTest(root.toAbsolutePath(), home.toAbsolutePath(), Map.of());
        if (!fleet.isForADrill()) {
            spec.commandLine()
                    .getErr()
                    .println("this is no drill fleet: './fleet down', then './fleet up --drill'");
            return CommandLine.ExitCode.USAGE;
        }
        List<String> names = victims.isEmpty() ? everybody(fleet) : victims;
        FaultPlan plan = new FaultPlan(seed, names, Duration.ofMillis((long) (every * 1000)));
        SoakLoad load = new SoakLoad(rate, sessions, 2, Duration.ofMillis(100));
        out.println("seed %d, victims %s".formatted(seed, names));
        SoakReport report =
                new Soak(fleet, plan, load, out).run(Duration.ofMillis((long) (minutes * 60_000)));
        out.println();
        report.lines().forEach(out::println);
        return report.promises().held() ? 0 : 1;
    }

    /** Tasks cannot be written without schemas by the load itself: the registry is left alone. */
    private static List<String> everybody(FleetUnderTest fleet) {
        return fleet.instances().stream()
                .map(FleetProcess::name)
                .filter(name -> !name.equals("registry"))
                .toList();
    }
}
