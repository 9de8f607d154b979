package io.agentfleet.cli.command;

import io.agentfleet.cli.home.CliFailure;
import io.agentfleet.cli.home.ExitCode;
import io.agentfleet.cli.letter.LetterId;
import io.agentfleet.cli.letter.Selection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which letters are meant: named, of a topic, or all. */
final class SelectionOption {

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "As 'dlq list' shows it, such as agent.results.dlq/3/42.")
    private List<String> ids = List.of();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "All letters of this topic.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--all", description = "All letters there are.")
    private boolean all;

    Selection selection() {
        int ways = (ids.isEmpty() ? 0 : 1) + (topic.isPresent() ? 1 : 0) + (all ? 1 : 0);
        if (ways != 1) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "say which letters: either ids, or --topic TOPIC, or --all (%s)"
                            .formatted(ways == 0 ? "none was given" : ways + " were given"));
        }
        return topic.<Selection>map(Selection.OfTopic::new)
                .orElseGet(() ->
                        all
                                ? new Selection.All()
                                : new Selection.Named(ids.stream().map(LetterId::of).toList()));
    }
}
