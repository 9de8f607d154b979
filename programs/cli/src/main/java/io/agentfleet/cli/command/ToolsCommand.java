package io.agentfleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.client.ToolClient;
import io.agentfleet.cli.command.option.Confirmation;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.command.option.RunningFleet;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.cli.output.TextTable;
import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet tools list|transfer}. */
@Command(name = "tools", description = "Tools of the fleet, and whose their names are.")
final class ToolsCommand implements Runnable {

    private static final String REGISTRY = "tool-registry";

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which: list or transfer");
        }
    }

    @Command(
            name = "list",
            description =
                    "The tools that the registry knows: version, owner of the name, endpoint, whether they write.")
    int list(@Mixin OutputOption output) {
        try (ToolClient client = client()) {
            JsonNode tools = client.tools();
            if (output.isJson()) {
                screen.line(JsonFile.pretty(tools));
            } else {
                table(tools).forEach(screen::line);
            }
        }
        return ExitCode.OK;
    }

    private static ToolClient client() {
        FleetState state = RunningFleet.state(FleetHome.current());
        return new ToolClient(RunningFleet.portOf(state, REGISTRY), RunningFleet.token(state));
    }

    static List<String> table(JsonNode tools) {
        TextTable table = new TextTable(List.of("TOOL", "VERSION", "OWNER", "ENDPOINT", "WRITES"));
        for (JsonNode tool : tools) {
            table.add(
                    List.of(
                            tool.path("name").asText(),
                            tool.path("version").asText(),
                            owner(tool),
                            tool.path("endpoint").asText(),
                            tool.path("writes").asBoolean() ? "yes" : "no"));
        }
        return table.lines();
    }

    /** The owner of the name, as {@code --to} takes it; its kind if more is not told. */
    private static String owner(JsonNode tool) {
        String[] identity = tool.path("owner_identity").asText().split(" ", 3);
        return switch (identity.length) {
            case 2 -> "%s:%s".formatted(identity[0], identity[1]);
            case 3 ->
                    identity[1].equals(LocalAccess.PEOPLE)
                            ? "%s:%s".formatted(identity[0], identity[2])
                            : "%s:%s of %s".formatted(identity[0], identity[2], identity[1]);
            default -> tool.path("owner_kind").asText();
        };
    }

    @Command(
            name = "transfer",
            description = {
                "Gives the name of a tool to another owner, in a fleet started with 'up --access'.",
                "The tool stays as it is, and is called without a token, until the new owner registers it.",
                "Asks first if a service of the fleet registers the name now: it would be refused from then on."
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
            @Mixin Confirmation confirmation,
            @Mixin OutputOption output) {
        Map<String, String> next = owner(owner);
        try (ToolClient client = client()) {
            Optional<String> question = question(client.tool(name), owner);
            if (question.isPresent() && !confirmation.agreed(question.get(), screen)) {
                screen.note("nothing was done");
                return ExitCode.FAILED;
            }
            JsonNode tool = client.transfer(name, next);
            screen.line(
                    output.isJson()
                            ? JsonFile.pretty(tool)
                            : "%s belongs to %s now".formatted(name, owner));
        }
        return ExitCode.OK;
    }

    /** What is asked before a service of the fleet loses a name. */
    static Optional<String> question(JsonNode tool, String next) {
        String now = owner(tool);
        if (!tool.path("owner_kind").asText().equals("service") || now.equals(next)) {
            return Optional.empty();
        }
        return Optional.of(
                "%s is registered by %s, which will be refused at its next registration and keeps saying so. Give the name to %s?"
                        .formatted(tool.path("name").asText(), now, next));
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
