package io.agentfleet.parts.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Classes of a server as the JVM likes to have them (dynamic AppCDS, JEP 350): the JVM writes the
 * archive when the server first ends by itself, and reads it at each start from then on, which
 * saves a third of a start's processor time. One that is missing, out of date, half written or
 * cannot be written is no failure.
 */
final class ClassArchive {

    private ClassArchive() {}

    /** What a JVM is told; its other options must be the same at each start. */
    static List<String> options(Path archive) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }
}
