package io.agentfleet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.cli.command.dlq.DlqCommand;
import io.agentfleet.cli.command.model.ModelsCommand;
import io.agentfleet.cli.command.task.DataCommand;
import io.agentfleet.cli.command.task.RunCommand;
import io.agentfleet.cli.command.task.TaskCommand;
import io.agentfleet.cli.command.task.TraceCommand;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localservers.process.ServerStartException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry of the program. */
@Command(
        name = "fleet",
        description =
                "A fleet of small AI agents on this machine: real Kafka, registry and Redis, no"
                        + " account, no key.",
        mixinStandardHelpOptions = true,
        version = "Agent Fleet 0.1.0",
        scope = ScopeType.INHERIT,
        subcommands = {
            RunCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ScaleCommand.class,
            TaskCommand.class,
            TraceCommand.class,
            CostCommand.class,
            TokenCommand.class,
            ToolsCommand.class,
            ModelsCommand.class,
            DataCommand.class,
            DlqCommand.class,
            RebuildCommand.class,
            DoctorCommand.class,
            TestCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            ModelServerCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the task, a test or a check failed",
            "  2  wrong command line, unknown name, unusable data folder",
            "  3  the fleet is not running",
            "  4  the fleet did not start",
            "  5  the time given with --timeout was over",
            "  6  the question could not be answered from its data",
            "  130  interrupted with Ctrl-C (the task is cancelled)"
        })
public final class FleetCommand implements Runnable {

    private static final Pattern CHOICES =
            Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was '(.*)'");

    @CommandLine.Spec private @Nullable CommandSpec spec;

    /** Runs the command line and ends with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    public static CommandLine commandLine(Terminal screen) {
        CommandLine line =
                new CommandLine(new FleetCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpAutoWidth(true)
                        .setOut(new PrintWriter(screen.out(), true, UTF_8))
                        .setErr(new PrintWriter(screen.err(), true, UTF_8))
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(
                                        screen.isTerminal()
                                                ? CommandLine.Help.Ansi.ON
                                                : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((e, words) -> refused(e, screen));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, screen));
        return line;
    }

    /** One line: what is wrong, what was probably meant, where all of it is explained. */
    private static int refused(ParameterException e, Terminal screen) {
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        String meant =
                suggestions.isEmpty()
                        ? ""
                        : " Did you mean '%s'?".formatted(suggestions.getFirst());
        CommandSpec command = e.getCommandLine().getCommandSpec();
        screen.note(
                "%s%s.%s './%s --help' explains."
                        .formatted(
                                screen.red("fleet: "),
                                plain(String.valueOf(e.getMessage())),
                                meant,
                                command.qualifiedName()));
        return command.exitCodeOnInvalidInput();
    }

    /** The names of choices as the help has them, not as Java's constants. */
    private static String plain(String message) {
        return CHOICES.matcher(message)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                "'%s' is none of %s"
                                        .formatted(
                                                found.group(2),
                                                found.group(1)
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', '-'))));
    }

    private static int failed(Exception e, Terminal screen) {
        screen.clear();
        return switch (e) {
            case CommandException failure -> {
                screen.note(screen.red("fleet: ") + failure.getMessage());
                yield failure.exitCode();
            }
            case ServerStartException failure -> {
                screen.note(screen.red("fleet: ") + failure.getMessage());
                yield ExitCode.NOT_STARTED;
            }
            case InterruptedException interrupted -> ExitCode.INTERRUPTED;
            default -> {
                screen.note(screen.red("fleet broke: ") + e);
                e.printStackTrace(screen.err());
                yield ExitCode.FAILED;
            }
        };
    }

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
