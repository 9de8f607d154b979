package io.agentfleet.cli.command;

import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.access.Person;
import io.agentfleet.localfleet.access.PersonRole;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.supervisor.FleetControl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./fleet token}. */
@Command(
        name = "token",
        description = {
            "Prints a token that a fleet started with 'up --access' believes, for curl, grpcurl and the like:",
            "  curl -H \"Authorization: Bearer $(./fleet token)\" localhost:8080/tasks",
            "Roles: submitter hands tasks in; viewer and approver see their tenant's; operator also cancels, rebuilds views,",
            "changes log levels and registers tools of its tenant; fleet-operator does what is of the fleet: tools of all tenants, their owners."
        })
final class TokenCommand implements Callable<Integer> {

    private static final Duration CHANGED = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(100);

    @Option(
            names = "--role",
            split = ",",
            paramLabel = "ROLE",
            defaultValue = "submitter",
            description = "${COMPLETION-CANDIDATES}, any of them (default: ${DEFAULT-VALUE}).")
    private Set<PersonRole> roles = Set.of(PersonRole.SUBMITTER);

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            defaultValue = Person.DEFAULT_TENANT,
            description = "Whose tasks it shows (default: ${DEFAULT-VALUE}).")
    private String tenant = Person.DEFAULT_TENANT;

    @Option(names = "--subject", paramLabel = "NAME", description = "Who it is for (default: you).")
    private String subject = Person.whoRunsThis();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = TokenLifetime.class,
            description =
                    "How long it holds: 90s, 30m, 8h, 24h at most (default: ${DEFAULT-VALUE}).")
    private Duration lifetime = Duration.ofHours(1);

    @Option(
            names = "--rotate-key",
            description =
                    "First takes another key. Tokens of the old one hold until they end, services notice without a restart.")
    private boolean rotateKey;

    @Mixin private OutputOption output = new OutputOption();

    /** A token and what it says, for {@code -o json}. */
    private record IssuedToken(
            String token, String subject, String tenant, List<String> roles, Instant expiresAt) {}

    @Override
    public Integer call() throws InterruptedException {
        return print(FleetHome.current(), Terminal.ofProcess());
    }

    int print(FleetHome home, Terminal screen) throws InterruptedException {
        if (!RunningFleet.state(home).setUp().access()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the fleet runs without access control, so no token is needed; to enable it: './fleet down', then './fleet up --access'");
        }
        Person who = person();
        LocalAccess access = LocalAccess.of(home);
        if (rotateKey) {
            changeKey(access, new FleetControl(home));
        }
        Instant now = Instant.now();
        Instant until = now.plus(lifetime);
        String token = access.token(who, now, until);
        IssuedToken issued =
                new IssuedToken(token, who.subject(), who.tenant(), who.groups(), until);
        screen.line(output.isJson() ? JsonFile.pretty(issued) : token);
        return ExitCode.OK;
    }

    private Person person() {
        try {
            return new Person(subject, tenant, roles);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The supervisor alone writes keys. */
    private static void changeKey(LocalAccess access, FleetControl control)
            throws InterruptedException {
        String old = access.keyId();
        control.changeKey();
        Instant end = Instant.now().plus(CHANGED);
        while (access.keyId().equals(old)) {
            if (Instant.now().isAfter(end)) {
                throw new CommandException(
                        ExitCode.TIMED_OUT,
                        "the supervisor has not taken another key in %d s: './fleet logs supervisor' shows why"
                                .formatted(CHANGED.toSeconds()));
            }
            Thread.sleep(LOOK);
        }
    }
}
