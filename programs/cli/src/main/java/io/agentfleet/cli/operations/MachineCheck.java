package io.agentfleet.cli.operations;

import io.agentfleet.localfleet.file.FleetHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fleet needs of its machine: a JDK, Maven, memory, disk. */
final class MachineCheck {

    private static final long MEMORY_NEEDED = 4L << 30;
    private static final long DISK_NEEDED = 2L << 30;
    private static final Pattern MAVEN_VERSION = Pattern.compile("Apache Maven ([\\w.-]+)");

    private final FleetHome home;
    private final boolean up;

    MachineCheck(FleetHome home, boolean up) {
        this.home = home;
        this.up = up;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.ok(
                        "JDK",
                        "%s at %s".formatted(Runtime.version(), System.getProperty("java.home"))));
        findings.add(maven());
        memory().ifPresent(findings::add);
        findings.add(disk());
        return findings;
    }

    private static Finding maven() {
        try {
            Process asking = new ProcessBuilder("mvn", "-B", "--version").start();
            try (BufferedReader out = asking.inputReader(StandardCharsets.UTF_8)) {
                Matcher matcher =
                        MAVEN_VERSION.matcher(out.lines().reduce("", (a, b) -> a + "\n" + b));
                return matcher.find()
                        ? Finding.ok("Maven", matcher.group(1))
                        : Finding.problem(
                                "Maven", "mvn does not report its version", "install Maven 3.9");
            }
        } catch (IOException e) {
            return Finding.problem(
                    "Maven",
                    "there is no mvn on the PATH",
                    "install Maven 3.8.7 or newer, such as 'apt install maven' or 'brew install maven'");
        }
    }

    /** Empty where the system does not report it. */
    private Optional<Finding> memory() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .map(this::memory)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Finding memory(long available) {
        String message = "%,d MiB available".formatted(available >> 20);
        return up || available >= MEMORY_NEEDED
                ? Finding.ok("memory", message)
                : Finding.warning(
                        "memory", message, "the fleet takes up to 4 GiB: close something");
    }

    private Finding disk() {
        try {
            Path place = Files.isDirectory(home.home()) ? home.home() : home.root();
            long usable = Files.getFileStore(place).getUsableSpace();
            String message = "%,d MiB free at %s".formatted(usable >> 20, place);
            return usable >= DISK_NEEDED
                    ? Finding.ok("disk", message)
                    : Finding.problem(
                            "disk", message, "Kafka stops when the disk is full: free some");
        } catch (IOException e) {
            return Finding.warning("disk", "cannot be asked: " + e.getMessage(), "look at df");
        }
    }
}
