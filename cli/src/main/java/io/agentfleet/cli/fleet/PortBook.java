package io.agentfleet.cli.fleet;

import io.agentfleet.parts.process.Ports;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives each process a port of its own: its usual one, the one it had before, or another. */
final class PortBook {

    private final Map<String, Integer> before;
    private final Set<Integer> promised = new HashSet<>();

    /**
     * @param before ports of the last time, by process
     */
    PortBook(Map<String, Integer> before) {
        this.before = Map.copyOf(before);
    }

    /** The port that a process listens on already. */
    synchronized int keep(int port) {
        promised.add(port);
        return port;
    }

    /** A free port for a process. */
    synchronized int choose(String process, int usual) {
        int earlier = before.getOrDefault(process, usual);
        int port = usable(usual) || !usable(earlier) ? Ports.free(usual, promised) : earlier;
        promised.add(port);
        return port;
    }

    /** The port is nobody's any more. */
    synchronized void release(int port) {
        promised.remove(port);
    }

    private boolean usable(int port) {
        return !promised.contains(port) && Ports.isFree(port);
    }
}
