package io.agentfleet.cli.command.option;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.RideOut;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.access.Person;
import io.agentfleet.localfleet.access.PersonRole;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localfleet.service.KafkaUsers;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessState;
import io.agentfleet.localfleet.supervisor.FleetControl;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What commands need of a fleet that runs. */
public final class RunningFleet {

    private static final String ORCHESTRATOR = "orchestrator";
    private static final String AGENT_PREFIX = "agent-";
    private static final Duration OWN_TOKEN = Duration.ofHours(1);
    private static final Person MYSELF =
            new Person(
                    Person.whoRunsThis(),
                    Person.DEFAULT_TENANT,
                    Set.of(PersonRole.SUBMITTER, PersonRole.OPERATOR, PersonRole.FLEET_OPERATOR));

    private RunningFleet() {}

    /** The state; a failure with exit code 3 if the fleet is down. */
    public static FleetState state(FleetHome home) {
        return new FleetControl(home)
                .state()
                .filter(state -> state.livingSupervisor().isPresent())
                .orElseThrow(() ->
                        new CommandException(
                                ExitCode.NOT_RUNNING,
                                "the fleet is not running: './fleet up' starts it"));
    }

    /** How this program reaches the Kafka of this state. */
    public static KafkaClientSettings kafka(FleetHome home, FleetState state) {
        String servers =
                state.process(FleetAddresses.KAFKA)
                        .map(process -> "localhost:" + process.port())
                        .orElseThrow(() ->
                                new CommandException(
                                        ExitCode.NOT_RUNNING,
                                        "the fleet has no kafka yet: './fleet status' shows what it waits for"));
        return state.setUp().access()
                ? new KafkaUsers(home).access(servers, KafkaUsers.OPERATOR)
                : KafkaClientSettings.at(servers);
    }

    /** The id of the newest task. */
    public static String newest(TaskClient client) {
        JsonNode tasks = client.list(Map.of(), 1).path("tasks");
        if (tasks.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "there is no task yet: './fleet run' submits one");
        }
        return tasks.get(0).path("task_id").asText();
    }

    /**
     * What a command shows to the fleet: nothing to an open one, else a token of its own, made anew
     * each time.
     */
    public static Supplier<Optional<String>> token(FleetState state) {
        if (!state.setUp().access()) {
            return Optional::empty;
        }
        LocalAccess access = LocalAccess.of(FleetHome.current());
        return () -> {
            Instant now = Instant.now();
            return Optional.of(access.token(MYSELF, now, now.plus(OWN_TOKEN)));
        };
    }

    /** A client of the orchestrator of this state, for a command that only looks. */
    public static TaskClient client(FleetState state) {
        return client(state, ORCHESTRATOR, RideOut.none());
    }

    /** A client of the orchestrator of this state, also after it was started again. */
    public static TaskClient client(FleetState state, RideOut rideOut) {
        return client(state, ORCHESTRATOR, rideOut);
    }

    /** A client of one agent's own API. */
    public static TaskClient agent(FleetState state, String agent, RideOut rideOut) {
        String service = AGENT_PREFIX + agent;
        if (state.process(service).isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no agent '%s' to ask alone: use one of %s"
                            .formatted(agent, agents(state)));
        }
        return client(state, service, rideOut);
    }

    private static List<String> agents(FleetState state) {
        return state.processes().stream()
                .map(ProcessState::service)
                .filter(service -> service.startsWith(AGENT_PREFIX))
                .map(service -> service.substring(AGENT_PREFIX.length()))
                .distinct()
                .sorted()
                .toList();
    }

    private static TaskClient client(FleetState state, String service, RideOut rideOut) {
        int first = portOf(state, service);
        FleetControl fleet = new FleetControl(FleetHome.current());
        return new TaskClient(
                service,
                () -> fleet.state().flatMap(now -> port(now, service)).orElse(first),
                token(state),
                rideOut);
    }

    /** Where a service of this state is reached. */
    public static int portOf(FleetState state, String service) {
        return port(state, service)
                .orElseThrow(() ->
                        new CommandException(
                                ExitCode.NOT_RUNNING,
                                "the fleet has no %s yet: './fleet status' shows what it waits for"
                                        .formatted(service)));
    }

    private static Optional<Integer> port(FleetState state, String service) {
        return state.process(service).map(ProcessState::port);
    }
}
