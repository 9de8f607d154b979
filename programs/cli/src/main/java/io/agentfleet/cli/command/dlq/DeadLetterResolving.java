package io.agentfleet.cli.command.dlq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentfleet.cli.deadletter.DeadLetter;
import io.agentfleet.cli.deadletter.DeadLetterReader;
import io.agentfleet.cli.deadletter.DeadLetterResolver;
import io.agentfleet.cli.deadletter.DeadLetterSelection;
import io.agentfleet.cli.deadletter.Resolution;
import io.agentfleet.cli.output.DeadLetterText;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.JsonFile;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Replays or drops dead letters after confirmation. */
final class DeadLetterResolving {

    private final SelectionOption selection;
    private final ResolveOptions options;
    private final Terminal screen = Terminal.ofProcess();
    private final ArrayNode done = JsonFile.MAPPER.createArrayNode();
    private long count;

    DeadLetterResolving(SelectionOption selection, ResolveOptions options) {
        this.selection = selection;
        this.options = options;
    }

    int resolve(Resolution.Action action) {
        DeadLetterSelection meant = selection.selection();
        try (DeadLetterReader deadLetterReader = options.kafka().deadLetters()) {
            DeadLetterReader.Found found = deadLetterReader.find(meant);
            long open = open(deadLetterReader, found, meant instanceof DeadLetterSelection.Named);
            if (open > 0 && !options.confirmation().agreed(question(action, open), screen)) {
                screen.note("nothing was done");
                return ExitCode.FAILED;
            }
            if (open > 0) {
                String by = System.getProperty("user.name", "");
                try (DeadLetterResolver resolver =
                        new DeadLetterResolver(deadLetterReader, by, Clock.systemUTC())) {
                    resolver.resolve(found, action, this::print);
                }
            }
            screen.note("%s %s".formatted(DeadLetterText.count(count), action.wire()));
        }
        if (options.isJson()) {
            screen.line(JsonFile.pretty(done));
        }
        return ExitCode.OK;
    }

    /** How many are unresolved; reports resolved ones if they were named. */
    private long open(
            DeadLetterReader deadLetterReader, DeadLetterReader.Found found, boolean named) {
        AtomicLong open = new AtomicLong();
        deadLetterReader.read(
                found,
                (deadLetter, became) -> {
                    if (became.isEmpty()) {
                        open.incrementAndGet();
                    } else if (named) {
                        screen.note("%s was %s already".formatted(deadLetter.id(), became.get()));
                    }
                });
        return open.get();
    }

    private static String question(Resolution.Action action, long open) {
        return switch (action) {
            case REPLAYED -> "Replay %s?".formatted(DeadLetterText.count(open));
            case DROPPED -> "Drop %s?".formatted(DeadLetterText.count(open));
        };
    }

    private void print(DeadLetter deadLetter, Optional<RecordMetadata> place) {
        count++;
        String to =
                place.map(at -> "%s/%d/%d".formatted(at.topic(), at.partition(), at.offset()))
                        .orElse("");
        if (options.isJson()) {
            ObjectNode row = done.addObject().put("id", deadLetter.id().toString());
            row.put("action", place.isPresent() ? "replayed" : "dropped").put("to", to);
        } else {
            screen.line(
                    place.isPresent()
                            ? "%s → %s".formatted(deadLetter.id(), to)
                            : "%s dropped".formatted(deadLetter.id()));
        }
    }
}
