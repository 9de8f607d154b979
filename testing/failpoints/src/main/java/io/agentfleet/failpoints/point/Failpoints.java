package io.agentfleet.failpoints.point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the thread that reaches an armed failpoint until the driver lets it go on, or it is
 * interrupted. One arming holds one thread of one process. Safe for many threads.
 */
public final class Failpoints {

    private static final Duration LOOK = Duration.ofMillis(5);

    private final Path folder;
    private final String instance;
    private final String service;

    /**
     * @param instance name of this process, such as {@code agent-search-2}
     */
    public Failpoints(Path folder, String instance) {
        this.folder = folder;
        this.instance = instance;
        this.service = instance.replaceFirst("-\\d+$", "");
    }

    /** Those of this process; empty unless it takes part in a drill with failpoints. */
    public static Optional<Failpoints> ofProcess() {
        return Optional.ofNullable(System.getenv("FLEET_FAILPOINT_DIR"))
                .filter(dir -> !dir.isBlank())
                .map(dir ->
                        new Failpoints(
                                Path.of(dir),
                                Optional.ofNullable(System.getenv("FLEET_INSTANCE"))
                                        .orElse("unnamed")));
    }

    /** Returns at once unless it is armed for this service. */
    public void reached(Failpoint point) {
        String place = instance + "." + point.wire();
        try {
            Path arm = folder.resolve("arm").resolve(service + "." + point.wire());
            if (!Files.exists(arm) || !Files.deleteIfExists(arm)) {
                return;
            }
            hold(folder.resolve(place), folder.resolve(place + ".go"));
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt(); // interrupted on its way here
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "failpoint %s cannot be used: is FLEET_FAILPOINT_DIR (%s) writable?"
                            .formatted(place, folder),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hold(Path held, Path go) throws IOException, InterruptedException {
        Files.deleteIfExists(go); // meant for somebody who was interrupted here before
        Files.writeString(held, "");
        try {
            while (!Files.exists(go)) {
                Thread.sleep(LOOK);
            }
        } finally {
            Files.deleteIfExists(held);
            Files.deleteIfExists(go);
        }
    }
}
