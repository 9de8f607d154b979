package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localservers.process.Ports;
import java.net.DatagramSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives each process a port of its own: its usual one, the one it had before, or another.
 *
 * <p>A port stays this fleet's while its supervisor lives, also while its process is down: another
 * fleet of this machine that starts at the same moment, or later, takes another one.
 */
final class PortAllocator {

    private final Map<String, Integer> before;
    private final Map<Integer, DatagramSocket> claims = new HashMap<>();

    /**
     * @param before ports of the last time, by process
     */
    PortAllocator(Map<String, Integer> before) {
        this.before = Map.copyOf(before);
    }

    /** The port that a process listens on already. */
    synchronized int keep(int port) {
        claim(port);
        return port;
    }

    /** A free port for a process. */
    synchronized int choose(String process, int usual) {
        if (usable(usual)) {
            return usual;
        }
        int earlier = before.getOrDefault(process, usual);
        return usable(earlier) ? earlier : Ports.free(usual, this::claim);
    }

    /** The port is nobody's any more. */
    synchronized void release(int port) {
        DatagramSocket claim = claims.remove(port);
        if (claim != null) {
            claim.close();
        }
    }

    private boolean usable(int port) {
        return Ports.isFree(port) && claim(port);
    }

    /** False if somebody has it, this fleet or another one. */
    private boolean claim(int port) {
        Optional<DatagramSocket> claim = Ports.claimed(port);
        claim.ifPresent(socket -> claims.put(port, socket));
        return claim.isPresent();
    }
}
