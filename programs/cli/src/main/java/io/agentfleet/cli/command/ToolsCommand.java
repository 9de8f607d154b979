package io.agentfleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.ToolClient;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet tools transfer}. */
@Command(name = "tools", description = "Whose the names of tools are.")
final class ToolsCommand implements Runnable {

    private static final String REGISTRY = "tool-registry";

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say what: transfer");
        }
    }

    @Command(
            name = "transfer",
            description = {
                "Gives the name of a tool to another owner, in a fleet started with 'up --access'.",
                "The tool stays as it is, and is called without a token, until the new owner registers it."
            })
    int transfer(
            @Parameters(paramLabel = "NAME", description = "Such as query_database.") String name,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "OWNER",
                            description =
                                    "service:tool-executor, or person:ann (subject of a token made by './fleet token').")
                    String owner,
            @Mixin OutputOption output) {
        Map<String, String> next = owner(owner);
        FleetState state = RunningFleet.state(FleetHome.current());
        try (ToolClient client =
                new ToolClient(RunningFleet.portOf(state, REGISTRY), RunningFleet.token(state))) {
            JsonNode tool = client.transfer(name, next);
            screen.line(
                    output.isJson()
                            ? JsonFile.pretty(tool)
                            : "%s belongs to %s now".formatted(name, owner));
        }
        return ExitCode.OK;
    }

    static Map<String, String> owner(String written) {
        String[] parts = written.split(":", 2);
        if (parts.length == 2 && !parts[1].isBlank()) {
            if (parts[0].equals("service")) {
                return Map.of("service", parts[1]);
            }
            if (parts[0].equals("person")) {
                return Map.of("issuer", LocalAccess.PEOPLE, "subject", parts[1]);
            }
        }
        throw new CommandException(
                ExitCode.USAGE,
                "owner '%s' is not usable: use service:NAME or person:SUBJECT".formatted(written));
    }
}
