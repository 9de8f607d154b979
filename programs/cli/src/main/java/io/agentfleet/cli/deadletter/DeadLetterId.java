package io.agentfleet.cli.deadletter;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.schemas.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a dead letter lies, which is its name: {@code <topic>.dlq/<partition>/<offset>}.
 *
 * @param topic the dead letter topic
 */
public record DeadLetterId(String topic, int partition, long offset) {

    /** What the names of dead letter topics end with. */
    static final String SUFFIX = Topics.deadLetters("");

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]+\\.dlq)/(\\d{1,9})/(\\d{1,18})");

    /**
     * The id that is written so.
     *
     * @throws CommandException if it is none
     */
    public static DeadLetterId of(String text) {
        return read(text)
                .orElseThrow(() ->
                        new CommandException(
                                ExitCode.USAGE,
                                "'%s' is no id of a dead letter: take one as './fleet dlq list' shows it, such as agent.results.dlq/3/42"
                                        .formatted(text)));
    }

    /** The id that is written so; empty if it is none. */
    static Optional<DeadLetterId> read(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(
                        new DeadLetterId(
                                form.group(1),
                                Integer.parseInt(form.group(2)),
                                Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    TopicPartition place() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public String toString() {
        return "%s/%d/%d".formatted(topic, partition, offset);
    }
}
