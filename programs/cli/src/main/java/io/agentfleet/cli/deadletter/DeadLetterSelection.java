package io.agentfleet.cli.deadletter;

import java.util.List;

/** Which dead letters are meant. */
public sealed interface DeadLetterSelection {

    /** These, by name. */
    record Named(List<DeadLetterId> ids) implements DeadLetterSelection {
        public Named {
            ids = ids.stream().distinct().toList();
        }
    }

    /**
     * All of one topic.
     *
     * @param topic with or without {@code .dlq}
     */
    record OfTopic(String topic) implements DeadLetterSelection {
        String deadLetters() {
            return topic.endsWith(DeadLetterId.SUFFIX) ? topic : topic + DeadLetterId.SUFFIX;
        }
    }

    /** All there are. */
    record All() implements DeadLetterSelection {}
}
