package io.agentfleet.executor.confinement;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM reads while it runs: its own files, shared libraries, fonts, a few facts of the host.
 */
final class SystemFiles {

    private static final List<String> OF_THE_HOST =
            List.of(
                    "/lib",
                    "/lib64",
                    "/usr/lib",
                    "/usr/lib64",
                    "/etc/ld.so.cache",
                    "/etc/fonts",
                    "/usr/share/fonts",
                    "/usr/share/fontconfig",
                    "/usr/local/share/fonts",
                    "/var/cache/fontconfig",
                    "/usr/share/zoneinfo",
                    "/etc/localtime",
                    "/etc/timezone",
                    "/dev/null",
                    "/dev/random",
                    "/dev/urandom",
                    "/proc/cpuinfo",
                    "/proc/meminfo",
                    "/proc/self/cgroup",
                    "/proc/self/mountinfo",
                    "/proc/stat",
                    "/proc/sys/vm/overcommit_memory",
                    "/sys/devices/system/cpu",
                    "/sys/fs/cgroup");

    private SystemFiles() {}

    static List<Path> readable() {
        List<Path> paths = new ArrayList<>();
        for (String path : OF_THE_HOST) {
            paths.add(Path.of(path));
        }
        paths.add(Path.of(System.getProperty("java.home")));
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!path.isEmpty()) {
                paths.add(Path.of(path));
            }
        }
        return paths;
    }
}
