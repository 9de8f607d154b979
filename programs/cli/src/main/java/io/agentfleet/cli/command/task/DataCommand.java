package io.agentfleet.cli.command.task;

import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.datasource.DataSourceStore;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.cli.output.TextTable;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./fleet data add|list|remove}. */
@Command(
        name = "data",
        description =
                "Folders that tasks may name as their data source. 'run --data' adds its folder itself.")
public final class DataCommand implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();
    private final DataSourceStore sources = new DataSourceStore(FleetHome.current());

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which: add, list or remove");
        }
    }

    @Command(name = "add", description = "Gives a folder a name; the same folder keeps its name.")
    int add(@Parameters(paramLabel = "DIR") Path folder, @Mixin OutputOption output) {
        String name = sources.register(folder);
        screen.line(output.isJson() ? JsonFile.pretty(Map.of("name", name)) : name);
        return ExitCode.OK;
    }

    @Command(name = "list", description = "Names and folders.")
    int list(@Mixin OutputOption output) {
        if (output.isJson()) {
            screen.line(JsonFile.pretty(sources.all()));
            return ExitCode.OK;
        }
        TextTable table = new TextTable(List.of("NAME", "FOLDER"));
        sources.all().forEach((name, folder) -> table.add(List.of(name, folder)));
        table.lines().forEach(screen::line);
        return ExitCode.OK;
    }

    @Command(name = "remove", description = "Forgets a name; the folder is not touched.")
    int remove(@Parameters(paramLabel = "NAME") String name) {
        sources.remove(name);
        return ExitCode.OK;
    }
}
