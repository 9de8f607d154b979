package io.agentfleet.cli.command.option;

import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Scanner;
import picocli.CommandLine.Option;

/** The option {@code --yes}, and the question without it. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask first.")
    private boolean yes;

    /**
     * True if the user agrees, or has agreed with {@code --yes}.
     *
     * @throws CommandException if nobody can be asked
     */
    public boolean agreed(String question, Terminal screen) {
        if (yes) {
            return true;
        }
        if (!Boolean.getBoolean("fleet.terminal")) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'%s' cannot be asked without a terminal: add --yes".formatted(question));
        }
        screen.err().print(question + " [y/N] ");
        screen.err().flush();
        Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
        return answers.hasNextLine()
                && answers.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
