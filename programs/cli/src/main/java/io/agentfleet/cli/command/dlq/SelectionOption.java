package io.agentfleet.cli.command.dlq;

import io.agentfleet.cli.deadletter.DeadLetterId;
import io.agentfleet.cli.deadletter.DeadLetterSelection;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are selected: named, of a topic, or all. */
final class SelectionOption {

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "As 'dlq list' shows it, such as agent.results.dlq/3/42.")
    private List<String> ids = List.of();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "All dead letters of this topic.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--all", description = "All dead letters.")
    private boolean all;

    DeadLetterSelection selection() {
        int ways = (ids.isEmpty() ? 0 : 1) + (topic.isPresent() ? 1 : 0) + (all ? 1 : 0);
        if (ways != 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "say which dead letters: either ids, or --topic TOPIC, or --all (%s)"
                            .formatted(ways == 0 ? "none was given" : ways + " were given"));
        }
        return topic.<DeadLetterSelection>map(DeadLetterSelection.OfTopic::new)
                .orElseGet(() ->
                        all
                                ? new DeadLetterSelection.All()
                                : new DeadLetterSelection.Named(
                                        ids.stream().map(DeadLetterId::of).toList()));
    }
}
