package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localservers.process.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A place in the fleet that a process should fill.
 *
 * @param name of the process, unique; its ports have it in the book
 * @param service what it is an instance of; a part's own name
 * @param log where its output goes
 * @param launch prepared again before each start
 * @param build which build the next start will run
 * @param grace how long it may take to end
 */
record ProcessSpec(
        String name,
        String service,
        int instance,
        Path log,
        Supplier<Launch> launch,
        Supplier<String> build,
        Duration grace) {}
