package io.agentfleet.localservers.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of processes, from {@code /proc} or else {@code ps}. */
public final class MemoryUse {

    private MemoryUse() {}

    /** Bytes resident now; 0 if the process is gone. */
    public static long resident(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return fromPs(pid);
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long fromPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            try (BufferedReader out = ps.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                return line == null ? 0 : Long.parseLong(line.strip()) << 10;
            }
        } catch (IOException e) {
            return 0;
        }
    }
}
