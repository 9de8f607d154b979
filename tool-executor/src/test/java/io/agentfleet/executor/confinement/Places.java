package io.agentfleet.executor.confinement;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a confined process may go and where not: one folder with what is handed to it as arguments.
 *
 * @param root holds {@code source}, {@code sibling} and {@code work}
 * @param port on which the test listens
 * @param parent the process of the test
 */
record Places(Path root, int port, long parent) {

    static Places of(List<String> arguments) {
        return new Places(
                Path.of(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Long.parseLong(arguments.get(2)));
    }

    /** May be read. */
    Path source() {
        return root.resolve("source");
    }

    /** May not: a source of somebody else. */
    Path sibling() {
        return root.resolve("sibling");
    }

    /** May be read and written. */
    Path work() {
        return root.resolve("work");
    }

    /** A socket that the test listens on. */
    Path socket() {
        return root.resolve("socket");
    }
}
