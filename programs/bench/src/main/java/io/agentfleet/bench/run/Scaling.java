package io.agentfleet.bench.run;

import java.util.Arrays;
import java.util.List;

/**
 * Which agent is scaled, and through which numbers of replicas.
 *
 * @param service such as {@code agent-search}
 */
public record Scaling(String service, List<Integer> replicas) {

    public Scaling {
        replicas = List.copyOf(replicas);
    }

    /**
     * Reads {@code agent-search=1,3,1}.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Scaling of(String text) {
        String[] sides = text.split("=", -1);
        if (sides.length != 2 || !sides[0].startsWith("agent-")) {
            throw new IllegalArgumentException(
                    "'%s' is no scaling of an agent: write agent-search=1,3,1".formatted(text));
        }
        try {
            return new Scaling(
                    sides[0],
                    Arrays.stream(sides[1].split(",", -1)).map(Integer::valueOf).toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' has replicas that are no numbers: write agent-search=1,3,1"
                            .formatted(text),
                    e);
        }
    }

    /** Its name on Kafka. */
    String agent() {
        return service.substring("agent-".length());
    }
}
