package io.agentfleet.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** Levels of log categories, changed while the process runs; a restart forgets them. */
public final class LogLevels {

    private static final List<java.util.logging.Level> LEVELS =
            List.of(Level.OFF, Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    /** Writes the headers of calls. Its own level, {@code INFO}, is set where services start. */
    private static final String SHOWS_TOKENS = "io.grpc.netty";

    /** A strong reference, or the level would be lost when the logger is garbage-collected. */
    private final Map<String, Logger> changed = new ConcurrentSkipListMap<>();

    /**
     * Sets the level of a category and all below it.
     *
     * @throws IllegalArgumentException if there is no such level, or the category would write down
     *     what callers show
     */
    public void set(String category, String level) {
        if (category.startsWith(SHOWS_TOKENS)) {
            throw new IllegalArgumentException(
                    "the level of '%s' stays as it is: it would write tokens of callers"
                            .formatted(category));
        }
        Logger logger = Logger.getLogger(category);
        logger.setLevel(parse(level));
        changed.put(category, logger);
    }

    private static java.util.logging.Level parse(String given) {
        return LEVELS.stream()
                .filter(level -> level.getName().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "level '%s' is unknown: use one of %s"
                                        .formatted(given, Arrays.toString(LEVELS.toArray()))));
    }

    /** Those that were changed, by category. */
    public Map<String, String> changed() {
        Map<String, String> levels = new TreeMap<>();
        changed.forEach((category, logger) ->
                levels.put(category, Objects.requireNonNull(logger.getLevel()).getName()));
        return levels;
    }
}
