package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.command.option.KafkaOption;
import io.agentfleet.cli.command.option.OutputOption;
import io.agentfleet.cli.deadletter.DeadLetter;
import io.agentfleet.cli.deadletter.DeadLetterContent;
import io.agentfleet.cli.deadletter.DeadLetterId;
import io.agentfleet.cli.deadletter.DeadLetterReader;
import io.agentfleet.cli.deadletter.DeadLetterSelection;
import io.agentfleet.cli.deadletter.Resolution;
import io.agentfleet.cli.output.DeadLetterText;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./fleet dlq list|show|replay|drop}. */
@Command(
        name = "dlq",
        description =
                "Dead letters: records that could not be read or handled. Lists and shows them, sends them on their way again, or puts them aside.",
        subcommands = {DlqReplayCommand.class, DlqDropCommand.class})
public final class DlqCommand implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private final Terminal screen = Terminal.ofProcess();
    private final DeadLetterText deadLetters = new DeadLetterText(screen);

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which: list, show, replay or drop");
        }
    }

    @Command(name = "list", description = "Dead letters by topic, partition and age.")
    int list(
            @Option(names = "--topic", paramLabel = "TOPIC", description = "Only of this topic.")
                    Optional<String> topic,
            @Option(
                            names = "--all",
                            description =
                                    "Those replayed or dropped, too, and what became of them.")
                    boolean all,
            @Mixin KafkaOption kafka,
            @Mixin OutputOption output) {
        Listing listing = new Listing(all, output.isJson());
        try (DeadLetterReader deadLetterReader = kafka.deadLetters()) {
            DeadLetterReader.Found found =
                    deadLetterReader.find(
                            topic.<DeadLetterSelection>map(DeadLetterSelection.OfTopic::new)
                                    .orElseGet(DeadLetterSelection.All::new));
            deadLetterReader.read(found, listing::print);
        }
        listing.end();
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description = "Details of a dead letter: reason, source, headers, content.")
    int show(
            @Parameters(paramLabel = "ID", description = "Such as agent.results.dlq/3/42.")
                    String id,
            @Option(names = "--raw", description = "Only the record's bytes, as they came.")
                    boolean raw,
            @Mixin KafkaOption kafka,
            @Mixin OutputOption output) {
        DeadLetterId name = DeadLetterId.of(id);
        try (DeadLetterReader deadLetterReader = kafka.deadLetters()) {
            DeadLetter deadLetter = deadLetterReader.get(name);
            if (raw) {
                byte[] value = deadLetter.value();
                screen.out().writeBytes(value == null ? new byte[0] : value);
                screen.out().flush();
                return ExitCode.OK;
            }
            Optional<Resolution> became =
                    Optional.ofNullable(deadLetterReader.resolved().get(name));
            DeadLetterContent content = kafka.contents().read(deadLetter);
            if (output.isJson()) {
                screen.line(JsonFile.pretty(DeadLetterText.json(deadLetter, became, content)));
            } else {
                deadLetters.show(deadLetter, became, content);
            }
        }
        return ExitCode.OK;
    }

    /** Prints each dead letter as it is read; nothing is stored. */
    private final class Listing {
        private final boolean all;
        private final boolean json;
        private long shown;
        private long hidden;

        Listing(boolean all, boolean json) {
            this.all = all;
            this.json = json;
        }

        void print(DeadLetter deadLetter, Optional<Resolution> became) {
            if (became.isPresent() && !all) {
                hidden++;
                return;
            }
            if (json) {
                screen.line((shown == 0 ? "[\n" : ",\n") + DeadLetterText.json(deadLetter, became));
            } else {
                if (shown == 0) {
                    deadLetters.head();
                }
                deadLetters.row(deadLetter, became);
            }
            shown++;
        }

        void end() {
            if (json) {
                screen.line(shown == 0 ? "[]" : "]");
            } else {
                String resolved =
                        hidden == 0 ? "" : "; settled: %,d ('--all' shows them)".formatted(hidden);
                screen.note(DeadLetterText.count(shown) + resolved);
            }
        }
    }
}
