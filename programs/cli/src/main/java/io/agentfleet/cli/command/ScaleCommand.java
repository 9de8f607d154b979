package io.agentfleet.cli.command;

import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.operations.PartitionAssignments;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessPhase;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./fleet scale agent-search=3}. */
@Command(
        name = "scale",
        description = {
            "Runs more or fewer instances of services, as kubectl scale does, and shows how the partitions spread over them.",
            "The number stays until it is changed, also over down and up."
        })
final class ScaleCommand implements Callable<Integer> {

    private static final Pattern FORM = Pattern.compile("([^=]+)=([0-9]{1,9})");
    private static final int MOST = 20;
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final long LOOK_MS = 150;

    @Parameters(arity = "1..*", paramLabel = "NAME=COUNT", description = "A service and 1 to 20.")
    private List<String> wanted = List.of();

    @Override
    public Integer call() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Terminal screen = Terminal.ofProcess();
        ServiceList services = ServiceList.read(home.root());
        Map<String, Integer> counts = counts(wanted);
        counts.forEach((name, count) -> check(services, name, count));
        FleetState state = RunningFleet.state(home);
        counts.keySet().forEach(name -> checkStarted(state, name));
        FleetControl control = new FleetControl(home);
        counts.forEach(control::scale);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            await(control, count.getKey(), count.getValue(), screen);
            screen.note(
                    count.getValue() == 1
                            ? "%s: 1 instance".formatted(count.getKey())
                            : "%s: %d instances".formatted(count.getKey(), count.getValue()));
            services.find(count.getKey())
                    .ifPresent(service -> spread(state, service, count.getValue(), screen));
        }
        return ExitCode.OK;
    }

    static Map<String, Integer> counts(List<String> wanted) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String one : wanted) {
            Matcher form = FORM.matcher(one);
            if (!form.matches()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "'%s' is not NAME=COUNT: write such as agent-search=3".formatted(one));
            }
            counts.put(form.group(1), Integer.valueOf(form.group(2)));
        }
        return counts;
    }

    private static void check(ServiceList services, String name, int count) {
        if (services.find(name).isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no service '%s' to scale.%s There is: %s"
                            .formatted(
                                    name,
                                    ClosestName.of(name, services.names())
                                            .map(" Did you mean '%s'?"::formatted)
                                            .orElse(""),
                                    String.join(", ", services.names())));
        }
        if (count < 1 || count > MOST) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "%s=%d: give a number from 1 to %d".formatted(name, count, MOST));
        }
    }

    private static void checkStarted(FleetState state, String name) {
        if (state.activity().isEmpty() && !state.hasService(name)) {
            throw new CommandException(
                    ExitCode.NOT_RUNNING,
                    "%s was added to fleet.properties and does not run yet: './fleet up' builds and starts it"
                            .formatted(name));
        }
    }

    private static void await(FleetControl control, String service, int count, Terminal screen)
            throws InterruptedException {
        Instant end = Instant.now().plus(READY);
        while (true) {
            List<ProcessState> instances =
                    control.state().map(FleetState::processes).orElse(List.of()).stream()
                            .filter(process -> process.service().equals(service))
                            .toList();
            long ready = instances.stream().filter(p -> p.state() == ProcessPhase.READY).count();
            if (instances.size() == count && ready == count) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                throw new CommandException(
                        ExitCode.NOT_STARTED,
                        "%d of %d instances of %s are ready after %d s: './fleet status' shows why"
                                .formatted(ready, count, service, READY.toSeconds()));
            }
            screen.waiting("%s: %d of %d ready".formatted(service, ready, count));
            Thread.sleep(LOOK_MS);
        }
    }

    private static void spread(
            FleetState state, ServiceDefinition service, int count, Terminal screen) {
        KafkaClientSettings kafka = RunningFleet.kafka(FleetHome.current(), state);
        service.agent()
                .ifPresent(agent ->
                        show(new PartitionAssignments(kafka, Topics.tasks(agent)), count, screen));
    }

    private static void show(PartitionAssignments partitions, int count, Terminal screen) {
        try {
            screen.waiting("waiting for the consumer group of " + partitions.topic());
            List<PartitionAssignments.Spread> spreads = partitions.await(count, SETTLED);
            screen.clear();
            for (PartitionAssignments.Spread spread : spreads) {
                screen.line("%s, group %s:".formatted(partitions.topic(), spread.group()));
                spread.members()
                        .forEach(member ->
                                screen.line(
                                        "  %-30s partitions %s"
                                                .formatted(member.client(), member.partitions())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
