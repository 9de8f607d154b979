package io.agentfleet.cli.command.model;

import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.operations.FleetModels;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.cli.output.TextTable;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./fleet models list}, {@code ./fleet models test}. */
@Command(name = "models", description = "The language models that agents ask.")
public final class ModelsCommand implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say what: list, test");
        }
    }

    @Command(
            name = "list",
            description =
                    "Shows which are configured: whose they are, where their keys come from, what"
                            + " they cost, who asks them.")
    int list(@Mixin OutputOption output) {
        List<FleetModels.Row> rows = models().rows();
        if (output.isJson()) {
            screen.line(JsonFile.pretty(rows));
            return ExitCode.OK;
        }
        TextTable table =
                new TextTable(
                        List.of(
                                "NAME",
                                "PROVIDER",
                                "MODEL",
                                "URL",
                                "KEY",
                                "$/M IN/CACHED/OUT",
                                "AS OF",
                                "USED BY"));
        for (FleetModels.Row row : rows) {
            table.add(
                    List.of(
                            row.name(),
                            row.provider(),
                            row.model(),
                            row.url(),
                            row.key(),
                            row.price(),
                            row.priceAsOf(),
                            row.usedBy().isEmpty() ? "-" : String.join(", ", row.usedBy())));
        }
        table.lines().forEach(screen::line);
        return ExitCode.OK;
    }

    @Command(
            name = "test",
            description = {
                "Asks a model something, as the agents do, and says how long it took and what it"
                        + " cost.",
                "Ends with 1 if it does not answer. Costs a few tokens."
            })
    int test(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..1",
                            defaultValue = "",
                            description = "Which one (default: the one that the agents ask).")
                    String name,
            @Mixin OutputOption output) {
        FleetModels models = models();
        ModelTrial trial = ModelTrial.of(models.open(name.isEmpty() ? models.used() : name));
        if (output.isJson()) {
            screen.line(JsonFile.pretty(trial));
        } else {
            trial.lines().forEach(screen::line);
        }
        return trial.answered() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static FleetModels models() {
        return new FleetModels(FleetHome.current(), System.getenv());
    }
}
