package io.agentfleet.localfleet.file;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a fleet.
 *
 * @param root the checkout
 * @param home what this fleet writes: state, logs, data
 */
public record FleetHome(Path root, Path home) {

    /** From {@code -Dfleet.root}, set by {@code ./fleet}, and the environment's FLEET_HOME. */
    public static FleetHome current() {
        Path root = Path.of(System.getProperty("fleet.root", ".")).toAbsolutePath().normalize();
        String home = System.getenv("FLEET_HOME");
        return new FleetHome(
                root,
                home == null || home.isBlank()
                        ? root.resolve(".fleet")
                        : Path.of(home).toAbsolutePath().normalize());
    }

    /**
     * Makes the folder if it is missing, and lets nobody but its owner into it: all below is
     * private, also what an earlier version made.
     *
     * @throws CommandException if it cannot be made, or belongs to somebody else
     */
    public void makePrivate() {
        try {
            Files.createDirectories(home);
            @Nullable PosixFileAttributeView view =
                    Files.getFileAttributeView(home, PosixFileAttributeView.class);
            if (view != null) {
                view.setPermissions(PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "the fleet's folder %s cannot be made private: %s. Give it one of your own with FLEET_HOME."
                            .formatted(home, e),
                    e);
        }
    }

    /** What runs; written by the supervisor only. */
    public Path state() {
        return home.resolve("state.json");
    }

    /** What should run; written by commands, read by the supervisor. */
    public Path wanted() {
        return home.resolve("wanted.json");
    }

    /** Held by the supervisor as long as it lives. */
    public Path lock() {
        return home.resolve("supervisor.lock");
    }

    /** Names and folders of data sources; the executor reads it. */
    public Path sources() {
        return home.resolve("sources.json");
    }

    /** A folder per task for what tools produce. */
    public Path output() {
        return home.resolve("output");
    }

    /** What an instance of the orchestrator keeps of its sessions; made again from the log. */
    public Path sessions(String instance) {
        return home.resolve("state").resolve(instance);
    }

    /** What a user of Kafka shows there: a file of client properties, read by its owner only. */
    public Path kafkaUser(String name) {
        return home.resolve("kafka").resolve(name + ".properties");
    }

    /** The password that a user of Redis shows there; read by its owner only. */
    public Path redisUser(String name) {
        return home.resolve("redis").resolve(name);
    }

    /** The password that a user of the schema registry shows there; read by its owner only. */
    public Path registryUser(String name) {
        return home.resolve("registry").resolve(name);
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** What a part keeps. */
    public Path data(String part) {
        return home.resolve("data").resolve(part);
    }

    /** Keys and tokens of a fleet with access control; readable by its owner only. */
    public Path access() {
        return home.resolve("access");
    }

    /** Builds that processes run from, so that a new build does not pull the rug away. */
    public Path apps() {
        return home.resolve("apps");
    }
}
