package io.agentfleet.cli.letter;

import java.util.List;

/** Which dead letters are meant. */
public sealed interface Selection {

    /** These, by name. */
    record Named(List<LetterId> ids) implements Selection {
        public Named {
            ids = ids.stream().distinct().toList();
        }
    }

    /**
     * All of one topic.
     *
     * @param topic with or without {@code .dlq}
     */
    record OfTopic(String topic) implements Selection {
        String letters() {
            return topic.endsWith(LetterId.SUFFIX) ? topic : topic + LetterId.SUFFIX;
        }
    }

    /** All there are. */
    record All() implements Selection {}
}
