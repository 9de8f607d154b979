package io.agentfleet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What other users of this machine may do with the files of a fleet. */
final class PrivateFiles {

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    /** Hard links to what Maven built, as readable as that; the folders above them are not. */
    private static final String BUILDS = "apps";

    private PrivateFiles() {}

    /** Files and folders of a fleet's home that somebody else may read, write or enter. */
    static List<Path> openToOthers(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(path -> !isBuild(home, path) && isOpen(path)).toList();
        }
    }

    /** No log of a fleet, nor its written state, nor the arguments of any process name it. */
    static void assertNowhere(Path home, String secret) throws IOException {
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(secret);
            }
        }
        assertThat(Files.readString(home.resolve("state.json"))).doesNotContain(secret);
        assertThat(ProcessHandle.allProcesses().map(it -> it.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(secret));
    }

    private static boolean isBuild(Path home, Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && home.relativize(path).startsWith(BUILDS);
    }

    private static boolean isOpen(Path path) {
        try {
            return !OWNER.containsAll(
                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException gone) {
            return false; // a running fleet deletes as well
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be looked at".formatted(path), e);
        }
    }
}
