package io.agentfleet.localservers.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Classes of a server as the JVM likes to have them (dynamic AppCDS, JEP 350), which saves a third
 * of a start's processor time or more. One that is missing, out of date, half written or cannot be
 * written is no failure, and nothing is said about it.
 */
public final class ServerClassArchive {

    private ServerClassArchive() {}

    /**
     * JVM options that write the archive when the JVM first exits, and read it at each start from
     * then on; its other options must be the same each time.
     */
    static List<String> archiveOptions(Path archive) {
        return silently("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
    }

    /** JVM options that read the archive. */
    public static List<String> read(Path archive) {
        return silently("-Xshare:auto", "-XX:SharedArchiveFile=" + archive);
    }

    /** JVM options that write the archive when the JVM exits. */
    public static List<String> written(Path archive) {
        return silently("-Xshare:auto", "-XX:ArchiveClassesAtExit=" + archive);
    }

    private static List<String> silently(String how, String archive) {
        return List.of(how, archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
