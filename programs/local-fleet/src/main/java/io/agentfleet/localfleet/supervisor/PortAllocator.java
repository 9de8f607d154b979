package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.service.FleetAddresses;
import io.agentfleet.localservers.process.Ports;
import java.net.DatagramSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives each process a port of its own: the one it had before, because its clients know that one,
 * its usual one, or another. A process owns the port of its name, and those named {@code
 * NAME/PURPOSE}, which only it uses.
 *
 * <p>A port stays this fleet's while its supervisor lives, also while its process is down: another
 * fleet of this machine that starts at the same moment, or later, takes another one. A program that
 * is no fleet may still take it; then the process moves. Safe for many threads.
 */
final class PortAllocator {

    /** Of a process that ended just now, the system may hold the port a moment longer. */
    private static final int LOOKS = 5;

    private static final long BETWEEN_LOOKS_MS = 100;

    private final Map<String, Integer> before;
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** A port, and the claim on it unless another process holds it. */
    private record Held(int port, Optional<DatagramSocket> claim) {}

    /**
     * @param before ports of the last time, by process
     */
    PortAllocator(Map<String, Integer> before) {
        this.before = Map.copyOf(before);
    }

    /** The port that a process listens on already. */
    synchronized void keep(String name, int port) {
        held.put(name, new Held(port, Ports.claimed(port)));
    }

    /** The port that this name has, or else a free one from now on. */
    synchronized int choose(String name, int usual) {
        Held already = held.get(name);
        if (already != null) {
            return already.port();
        }
        int earlier = before.getOrDefault(name, usual);
        return claim(name, earlier) ? earlier : Ports.free(usual, port -> claim(name, port));
    }

    /** The port that this name has now. */
    synchronized int of(String name) {
        Held now = held.get(name);
        if (now == null) {
            throw new IllegalArgumentException("no port was chosen for " + name);
        }
        return now.port();
    }

    /** Where everything is now. */
    synchronized FleetAddresses addresses() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        held.forEach((name, port) -> ports.put(name, port.port()));
        return new FleetAddresses(ports);
    }

    /**
     * Chooses other ports for a stopped process if another process listens on its ports.
     *
     * @return whether there was one
     */
    boolean moveFromTaken(String process) throws InterruptedException {
        boolean moved = false;
        for (String name : namesOf(process)) {
            int port = of(name);
            if (isTaken(port)) {
                move(name, port);
                moved = true;
            }
        }
        return moved;
    }

    /** Releases the ports of a process. */
    synchronized void release(String process) {
        for (String name : namesOf(process)) {
            Optional.ofNullable(held.remove(name))
                    .flatMap(Held::claim)
                    .ifPresent(DatagramSocket::close);
        }
    }

    private static boolean isTaken(int port) throws InterruptedException {
        for (int look = 1; look < LOOKS; look++) {
            if (Ports.isFreeOnLoopback(port)) {
                return false;
            }
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
        return !Ports.isFreeOnLoopback(port);
    }

    private synchronized void move(String name, int taken) {
        Held left = held.get(name);
        int ignored = Ports.free(taken, port -> port != taken && claim(name, port));
        if (left != null) {
            left.claim().ifPresent(DatagramSocket::close);
        }
    }

    /** False if this or another fleet holds it, or if a process listens there. */
    private boolean claim(String name, int port) {
        Optional<DatagramSocket> claim = Ports.claimedFree(port);
        claim.ifPresent(socket -> held.put(name, new Held(port, Optional.of(socket))));
        return claim.isPresent();
    }

    private synchronized List<String> namesOf(String process) {
        return held.keySet().stream()
                .filter(name -> name.equals(process) || name.startsWith(process + "/"))
                .toList();
    }
}
