package io.agentfleet.cli.command;

import io.agentfleet.cli.fleet.FleetControl;
import io.agentfleet.cli.fleet.PartitionSpread;
import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.FleetHome;
import io.agentfleet.cli.service.ServiceDefinition;
import io.agentfleet.cli.service.ServiceList;
import io.agentfleet.cli.show.Screen;
import io.agentfleet.cli.state.FleetState;
import io.agentfleet.cli.state.Phase;
import io.agentfleet.cli.state.ProcessState;
import io.agentfleet.messaging.kafka.KafkaAccess;
import io.agentfleet.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

    private static final int MOST = 20;
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final long LOOK_MS = 150;

    @Parameters(arity = "1..*", paramLabel = "NAME=COUNT", description = "A service and 1 to 20.")
    private Map<String, Integer> counts = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        FleetHome home = FleetHome.current();
        Screen screen = Screen.ofProcess();
        ServiceList services = ServiceList.read(home.root());
        counts.forEach((name, count) -> check(services, name, count));
        FleetState state = Running.state(home);
        FleetControl control = new FleetControl(home);
        counts.forEach(control::scale);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            await(control, count.getKey(), count.getValue(), screen);
            screen.note("%s runs %d times".formatted(count.getKey(), count.getValue()));
            services.find(count.getKey())
                    .ifPresent(service -> spread(state, service, count.getValue(), screen));
        }
        return ExitCode.OK;
    }

    private static void check(ServiceList services, String name, int count) {
        if (services.find(name).isEmpty()) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "there is no service '%s' to scale; there is: %s"
                            .formatted(name, String.join(", ", services.names())));
        }
        if (count < 1 || count > MOST) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "%s=%d: give a number from 1 to %d".formatted(name, count, MOST));
        }
    }

    private static void await(FleetControl control, String service, int count, Screen screen)
            throws InterruptedException {
        Instant end = Instant.now().plus(READY);
        while (true) {
            List<ProcessState> instances =
                    control.state().map(FleetState::processes).orElse(List.of()).stream()
                            .filter(process -> process.service().equals(service))
                            .toList();
            long ready = instances.stream().filter(p -> p.state() == Phase.READY).count();
            if (instances.size() == count && ready == count) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                throw new CliFailure(
                        ExitCode.NOT_STARTED,
                        "%d of %d instances of %s are ready after %d s: './fleet status' shows why"
                                .formatted(ready, count, service, READY.toSeconds()));
            }
            screen.waiting("%s: %d of %d ready".formatted(service, ready, count));
            Thread.sleep(LOOK_MS);
        }
    }

    private static void spread(
            FleetState state, ServiceDefinition service, int count, Screen screen) {
        KafkaAccess kafka = Running.kafka(FleetHome.current(), state);
        service.agent()
                .ifPresent(agent ->
                        show(new PartitionSpread(kafka, Topics.tasks(agent)), count, screen));
    }

    private static void show(PartitionSpread partitions, int count, Screen screen) {
        try {
            screen.waiting("waiting for the consumer group of " + partitions.topic());
            List<PartitionSpread.Spread> spreads = partitions.await(count, SETTLED);
            screen.clear();
            for (PartitionSpread.Spread spread : spreads) {
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
