package io.agentfleet.cli.command;

import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.home.JsonFile;
import io.agentfleet.cli.letter.Content;
import io.agentfleet.cli.letter.Letter;
import io.agentfleet.cli.letter.LetterBox;
import io.agentfleet.cli.letter.LetterId;
import io.agentfleet.cli.letter.Selection;
import io.agentfleet.cli.letter.Settlement;
import io.agentfleet.cli.show.LetterScreen;
import io.agentfleet.cli.show.Screen;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code ./fleet dlq list|show|replay|drop}. */
@Command(
        name = "dlq",
        description =
                "Dead letters: records that could not be read or handled. Lists and shows them, sends them on their way again, or puts them aside.",
        subcommands = {DlqReplayCommand.class, DlqDropCommand.class})
final class DlqCommand implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private final Screen screen = Screen.ofProcess();
    private final LetterScreen letters = new LetterScreen(screen);

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say which: list, show, replay or drop");
        }
    }

    @Command(name = "list", description = "Letters by topic, partition and age.")
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
        try (LetterBox box = kafka.letters()) {
            LetterBox.Found found =
                    box.find(
                            topic.<Selection>map(Selection.OfTopic::new)
                                    .orElseGet(Selection.All::new));
            box.read(found, listing::tell);
        }
        listing.end();
        return ExitCode.OK;
    }

    @Command(name = "show", description = "All about a letter: why, from where, headers, content.")
    int show(
            @Parameters(paramLabel = "ID", description = "Such as agent.results.dlq/3/42.")
                    String id,
            @Option(names = "--raw", description = "Only the record's bytes, as they came.")
                    boolean raw,
            @Mixin KafkaOption kafka,
            @Mixin OutputOption output) {
        LetterId name = LetterId.of(id);
        try (LetterBox box = kafka.letters()) {
            Letter letter = box.get(name);
            if (raw) {
                byte[] value = letter.value();
                screen.out().writeBytes(value == null ? new byte[0] : value);
                screen.out().flush();
                return ExitCode.OK;
            }
            Optional<Settlement> became = Optional.ofNullable(box.settled().get(name));
            Content content = kafka.contents().read(letter);
            if (output.isJson()) {
                screen.line(JsonFile.pretty(LetterScreen.json(letter, became, content)));
            } else {
                letters.show(letter, became, content);
            }
        }
        return ExitCode.OK;
    }

    /** Writes each letter when it is told: nothing is kept. */
    private final class Listing {
        private final boolean all;
        private final boolean json;
        private long shown;
        private long hidden;

        Listing(boolean all, boolean json) {
            this.all = all;
            this.json = json;
        }

        void tell(Letter letter, Optional<Settlement> became) {
            if (became.isPresent() && !all) {
                hidden++;
                return;
            }
            if (json) {
                screen.out().print(shown == 0 ? "[\n" : ",\n");
                screen.out().print(LetterScreen.json(letter, became));
            } else {
                if (shown == 0) {
                    letters.head();
                }
                letters.row(letter, became);
            }
            shown++;
        }

        void end() {
            if (json) {
                screen.line(shown == 0 ? "[]" : "\n]");
            } else {
                String settled =
                        hidden == 0
                                ? ""
                                : "; %,d are settled ('--all' shows them)".formatted(hidden);
                screen.note("%,d dead letters%s".formatted(shown, settled));
            }
        }
    }
}
