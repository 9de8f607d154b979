package io.agentfleet.bench.run;

import io.agentfleet.bench.load.StopCondition;
import io.agentfleet.bench.report.BenchReport;
import io.agentfleet.bench.report.Plot;
import io.agentfleet.bench.report.ReportText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fleet bench}. The checkout's root comes as {@code -Dfleet.root}. */
@Command(
        name = "fleet bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a drill fleet of its own, and in the same run the floor of its Kafka.",
            "A fleet that is up is left alone, but shares the processors: take it down for figures that count.",
            "Progress goes to the error stream; ends with 1 if a task failed."
        })
public final class BenchProgram implements Callable<Integer> {

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,32,128",
            description = "closed loops (${DEFAULT-VALUE}); 0: none")
    private List<Integer> clients = List.of();

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "length of each loop (${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--tasks", description = "tasks of each closed loop, instead of --seconds")
    private @Nullable Integer tasks;

    @Option(
            names = "--guarantee",
            defaultValue = "both",
            description = "of the flow: both, exactly-once or at-least-once (${DEFAULT-VALUE})")
    private String guarantee = "both";

    @Option(
            names = "--open",
            paramLabel = "RATE",
            defaultValue = "0",
            description = "tasks per second of an open loop (none)")
    private double open;

    @Option(
            names = "--waiting",
            paramLabel = "SESSIONS",
            defaultValue = "0",
            description = "sessions that wait for a slow model in one agent (none)")
    private int waiting;

    @Option(
            names = "--latency",
            defaultValue = "2s",
            description = "of that slow model (${DEFAULT-VALUE})")
    private String latency = "2s";

    @Option(
            names = "--scale",
            paramLabel = "AGENT=COUNT,...",
            description = "an agent scaled under load, such as agent-search=1,3,1 (none)")
    private @Nullable String scale;

    @Option(
            names = "--lists",
            paramLabel = "TASKS",
            defaultValue = "0",
            description = "so many tasks in the views, and pages of them while more come (none)")
    private int lists;

    @Option(
            names = "--heat",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "under load before anything is measured, at most: it ends when nothing gets faster (${DEFAULT-VALUE})")
    private int heat = 600;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "before each measurement (${DEFAULT-VALUE})")
    private int warmUp = 10;

    @Option(
            names = "--goal",
            defaultValue = "drill steps=1",
            description = "what each task asks; directives of the drill's model (${DEFAULT-VALUE})")
    private String goal = "drill steps=1";

    @Option(names = "--plot", paramLabel = "FILE.png", description = "draws the closed loops")
    private @Nullable Path plot;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "the fleet's files, emptied first (.fleet/bench)")
    private @Nullable Path home;

    @Option(names = "-o", defaultValue = "text", description = "text or json (${DEFAULT-VALUE})")
    private String form = "text";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Runs the command; exits 0, 2 for wrong usage, 1 if a task or the bench failed. */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new BenchProgram())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BenchReport report = new BenchRun(plan(), line -> err.println("bench: " + line)).run();
        if (plot != null) {
            Plot.write(report, plot);
        }
        if (form.equals("json")) {
            out.println(report.json());
        } else {
            ReportText.lines(report).forEach(out::println);
        }
        out.flush();
        return report.isClean() ? 0 : 1;
    }

    private BenchPlan plan() {
        Path root = Path.of(System.getProperty("fleet.root", ".")).toAbsolutePath().normalize();
        Path folder = home == null ? root.resolve(".fleet/bench") : home.toAbsolutePath();
        return new BenchPlan(
                root,
                folder.normalize(),
                guarantees(),
                clients.stream().filter(count -> count > 0).toList(),
                Optional.ofNullable(tasks)
                        .<StopCondition>map(StopCondition.Tasks::new)
                        .orElseGet(() -> new StopCondition.Time(Duration.ofSeconds(seconds))),
                open,
                Duration.ofSeconds(heat),
                Duration.ofSeconds(warmUp),
                waiting,
                latency,
                scaling(),
                lists,
                goal);
    }

    private Optional<Scaling> scaling() {
        try {
            return Optional.ofNullable(scale).map(Scaling::of);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--scale: " + e.getMessage(), e);
        }
    }

    private List<Guarantee> guarantees() {
        if (guarantee.equals("both")) {
            return List.of(Guarantee.values());
        }
        return List.of(Guarantee.values()).stream()
                .filter(one -> one.wire().equals(guarantee))
                .findFirst()
                .map(List::of)
                .orElseThrow(() ->
                        new CommandLine.ParameterException(
                                spec.commandLine(),
                                "--guarantee '%s' is unknown: both, exactly-once or at-least-once"
                                        .formatted(guarantee)));
    }
}
