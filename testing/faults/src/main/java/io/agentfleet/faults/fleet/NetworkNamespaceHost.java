package io.agentfleet.faults.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another host on this machine: a network namespace with one cable to the fleet, which can be cut.
 * What runs there finds the fleet's ports on its own loopback address. Linux only, as root, with
 * the program {@code ip}.
 */
public final class NetworkNamespaceHost implements AutoCloseable {

    private static final String NAME = "fleet-" + ProcessHandle.current().pid();
    private static final String CABLE = "fl" + ProcessHandle.current().pid();
    private static final String HERE = "10.213.77.1";
    private static final String THERE = "10.213.77.2";

    private final List<Process> processes = new ArrayList<>();
    private final TcpForwarder forwarder;

    /** True if this machine lets us have one. */
    public static boolean isPossible() {
        try {
            run("ip", "netns", "add", NAME);
            run("ip", "netns", "delete", NAME);
            return true;
        } catch (IllegalStateException | UncheckedIOException e) {
            return false;
        }
    }

    /**
     * A host with its cable plugged in.
     *
     * @param ports of the fleet that can be reached from there
     */
    public NetworkNamespaceHost(List<Integer> ports) {
        run("ip", "netns", "add", NAME);
        try {
            run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", "eth0", "netns", NAME);
            run("ip", "address", "add", HERE + "/30", "dev", CABLE);
            run("ip", "link", "set", CABLE, "up");
            run("ip", "-n", NAME, "address", "add", THERE + "/30", "dev", "eth0");
            run("ip", "-n", NAME, "link", "set", "eth0", "up");
            run("ip", "-n", NAME, "link", "set", "lo", "up");
            forwarder = new TcpForwarder(HERE, "127.0.0.1", ports);
            processes.add(launch(forwarding(ports), Map.of(), Path.of("/dev/null")));
        } catch (RuntimeException e) {
            removeNetwork();
            throw e;
        }
    }

    private static List<String> forwarding(List<Integer> ports) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(TcpForwarder.class.getName(), "127.0.0.1", HERE));
        ports.forEach(port -> command.add(port.toString()));
        return command;
    }

    /**
     * Starts a process there like one of the fleet, under another name.
     *
     * @param like whose command and environment are taken
     */
    public Process start(FleetProcess like, String name, Path log) {
        Map<String, String> environment = new HashMap<>();
        for (String entry : entries(like, "environ")) {
            int equals = entry.indexOf('=');
            environment.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        environment.put("FLEET_INSTANCE", name);
        environment.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_CLIENT_ID_PREFIX", name + "-");
        Process process = launch(entries(like, "cmdline"), environment, log);
        processes.add(process);
        return process;
    }

    private static List<String> entries(FleetProcess instance, String file) {
        Path path = Path.of("/proc", Long.toString(instance.pid()), file);
        try {
            return Arrays.stream(Files.readString(path, UTF_8).split("\0"))
                    .filter(entry -> !entry.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(path), e);
        }
    }

    private static Process launch(List<String> command, Map<String, String> environment, Path log) {
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", NAME));
        there.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(there)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(there), e);
        }
    }

    /** Drops all packets in both directions, without an error to either side. */
    public void cut() {
        run("ip", "-n", NAME, "link", "set", "eth0", "down");
    }

    /** The cable is whole again. */
    public void mend() {
        run("ip", "-n", NAME, "link", "set", "eth0", "up");
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s: %s".formatted(List.of(command), said.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be run".formatted(List.of(command)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void removeNetwork() {
        run("ip", "netns", "delete", NAME); // and its end of the cable, so both
    }

    /** Kills what runs there and takes the host away. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.destroyForcibly();
            try {
                boolean ignored = process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        forwarder.close();
        removeNetwork();
    }
}
