package io.agentfleet.cli.command;

import io.agentfleet.cli.command.option.ModelOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.command.option.Seconds;
import io.agentfleet.cli.operations.FleetStart;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fleet up}. */
@Command(
        name = "up",
        description = {
            "Starts Kafka, the schema registry, Redis and the services, and waits until all are"
                    + " ready.",
            "They go on when this terminal closes; a process that dies is started again.",
            "If the fleet is up: starts what is missing or was added to fleet.properties, restarts"
                    + " what was rebuilt, stops what was taken off the list."
        })
final class UpCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "240",
            converter = Seconds.class,
            description = "How long to wait until all are ready (default: ${DEFAULT-VALUE}).")
    private int timeout = 240;

    @Option(
            names = "--drill",
            description =
                    "For drills (bench, fault tests): scripted models instead of real answers;"
                            + " goals such as 'drill steps=2 latency=2s' tune it.")
    private boolean drill;

    @Option(
            names = "--profile",
            paramLabel = "local|bench",
            defaultValue = "local",
            description =
                    "What the JVMs are made for: a quick start and little memory, or load (default:"
                            + " ${DEFAULT-VALUE}).")
    private FleetSetup.Profile profile = FleetSetup.Profile.LOCAL;

    @Option(
            names = "--access",
            description =
                    "Every caller shows a token ('./fleet token' makes one), services too, and"
                            + " Kafka asks for users. Stays so until 'down'.")
    private boolean access;

    @Mixin private ModelOption model = new ModelOption();

    @Override
    public Integer call() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Terminal screen = Terminal.ofProcess();
        FleetStart up = new FleetStart(home, screen);
        up.setUp(new FleetSetup(drill, profile, access, model.choice()), model.isGiven());
        if (up.isUpToDate()) {
            screen.note(
                    "The fleet is up already: './fleet status' shows it. "
                            + openness(RunningFleet.state(home)));
            return ExitCode.OK;
        }
        Instant begin = Instant.now();
        FleetState state = up.bring(Duration.ofSeconds(timeout), ExitCode.TIMED_OUT);
        addresses(home, state, Duration.between(begin, Instant.now()), screen);
        return ExitCode.OK;
    }

    private static void addresses(
            FleetHome home, FleetState state, Duration took, Terminal screen) {
        int port = port(state, "orchestrator", USUAL_PORT);
        screen.line("");
        screen.line(
                "%s after %.1f s. Logs: './fleet logs', stop: './fleet down'."
                        .formatted(screen.bold("The fleet is ready"), took.toMillis() / 1000.0));
        screen.line("  REST and gRPC    http://localhost:%d".formatted(port));
        screen.line("  Kafka            localhost:%d".formatted(port(state, "kafka", 0)));
        screen.line(
                "  Schema registry  http://localhost:%d/apis/registry/v3 (Confluent: /apis/ccompat/v7)"
                        .formatted(port(state, "registry", 0)));
        screen.line(
                "  Redis            localhost:%d (its passwords: %s)"
                        .formatted(port(state, "redis", 0), home.home().resolve("redis")));
        screen.line(openness(state));
        state.setUp()
                .model()
                .ifPresent(choice ->
                        screen.line(
                                "This is %s: './fleet models test' asks it something."
                                        .formatted(choice.words())));
        screen.line(
                state.setUp().answers()
                        ? "Ask it something:  ./fleet run \"최근 일주일 매출 분석해줘\" --data examples/sales"
                        : "This is " + state.setUp().words() + ".");
    }

    private static String openness(FleetState state) {
        return state.setUp().access()
                ? "It listens on this machine only, and wants a token of every caller: './fleet"
                        + " token' makes one."
                : "It listens on this machine only, without access control.";
    }

    private static int port(FleetState state, String name, int otherwise) {
        return state.process(name).map(process -> process.port()).orElse(otherwise);
    }
}
