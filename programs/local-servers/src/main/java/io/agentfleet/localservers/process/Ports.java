package io.agentfleet.localservers.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Finds free ports on this machine. A port that is free now may be in use a moment later. */
public final class Ports {

    /** The distance of the second choice: 9092 becomes 19092, which is easy to recognise. */
    private static final int SECOND_CHOICE = 10_000;

    private static final int FURTHER_CHOICE = 1_000;

    /**
     * The operating system uses ports from here on for outgoing connections: if a server with such
     * a port is restarted, its port may be in use by a client that tried to reach it.
     */
    private static final int OUTGOING = 32_768;

    /**
     * The first port of the range for any port: above the usual ports of servers and their second
     * choices.
     */
    private static final int ANY_FROM = 20_000;

    private static final Queue<DatagramSocket> CLAIMS = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** The preferred port, or a similar one if it is in use. */
    public static int free(int preferred) {
        return free(preferred, Ports::isFree);
    }

    /**
     * The first candidate that the caller can use.
     *
     * @param usable whether the caller can use the port; it must check itself that the port is free
     */
    public static int free(int preferred, IntPredicate usable) {
        int candidate = preferred;
        int next = preferred + SECOND_CHOICE;
        while (candidate == preferred || candidate < OUTGOING) {
            if (usable.test(candidate)) {
                return candidate;
            }
            candidate = next;
            next += FURTHER_CHOICE;
        }
        return inRange(usable);
    }

    /** Any free port. It is reserved until this process ends: other callers get other ports. */
    public static int any() {
        return inRange(port -> {
            Optional<DatagramSocket> claim = claimedFree(port);
            claim.ifPresent(CLAIMS::add);
            return claim.isPresent();
        });
    }

    private static int inRange(IntPredicate wanted) {
        int count = OUTGOING - ANY_FROM;
        int start = ThreadLocalRandom.current().nextInt(count);
        return IntStream.range(0, count)
                .map(i -> ANY_FROM + (start + i) % count)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no free port from %d to %d: end what listens there"
                                        .formatted(ANY_FROM, OUTGOING - 1)));
    }

    /**
     * Claims a port for this process. The claim is the UDP port of the same number on the loopback
     * address: the operating system gives it to one process only, and frees it when that process
     * ends.
     *
     * @return the claim, valid until closed; empty if another process has it
     */
    public static Optional<DatagramSocket> claimed(int port) {
        if (!isPort(port)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Claims a free port. The port is claimed before the check, because the check binds it for a
     * moment, which must not happen while another process is about to use it.
     */
    public static Optional<DatagramSocket> claimedFree(int port) {
        Optional<DatagramSocket> claim = claimed(port);
        if (claim.isPresent() && !isFree(port)) {
            claim.get().close();
            return Optional.empty();
        }
        return claim;
    }

    /** Whether a server can listen on the port, on the loopback address and on all addresses. */
    public static boolean isFree(int port) {
        return isFreeOnLoopback(port) && binds(new InetSocketAddress(port));
    }

    /** Whether a server can listen on the port of the loopback address, as all local servers do. */
    public static boolean isFreeOnLoopback(int port) {
        return isPort(port) && binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= 65_535;
    }

    private static boolean binds(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
