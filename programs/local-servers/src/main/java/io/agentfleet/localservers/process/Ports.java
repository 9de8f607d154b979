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

/** Free ports of this machine. A port that is free now may be taken a moment later. */
public final class Ports {

    /** Where the second choice lies: 9092 becomes 19092, easy to recognise. */
    private static final int SECOND_CHOICE = 10_000;

    private static final int FURTHER_CHOICE = 1_000;

    /**
     * From here on the system takes ports for connections that go out: a server that is killed
     * there may find its port taken by a client that tried to reach it.
     */
    private static final int OUTGOING = 32_768;

    /** Above the usual ports of servers and their second choices. */
    private static final int ANY_FROM = 20_000;

    private static final Queue<DatagramSocket> CLAIMS = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** The preferred port, or a port that resembles it if that one is busy. */
    public static int free(int preferred) {
        return free(preferred, Ports::isFree);
    }

    /**
     * The first of the same candidates that the asker can use.
     *
     * @param usable whether it can; it looks itself whether the port is free
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

    /**
     * Any free port. It stays this process's until the process ends: another caller gets another
     * one.
     */
    public static int any() {
        return inRange(port -> {
            Optional<DatagramSocket> claim = claimedFree(port);
            claim.ifPresent(CLAIMS::add);
            return claim.isPresent();
        });
    }

    private static int inRange(IntPredicate wanted) {
        int places = OUTGOING - ANY_FROM;
        int start = ThreadLocalRandom.current().nextInt(places);
        return IntStream.range(0, places)
                .map(i -> ANY_FROM + (start + i) % places)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no free port from %d to %d: end what listens there"
                                        .formatted(ANY_FROM, OUTGOING - 1)));
    }

    /**
     * The claim is the UDP port of the same number on the loopback address: the system gives it to
     * one asker only, whoever that is, and takes it back when the asker dies.
     *
     * @return the claim, until closed; empty if another process has it
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
     * A claim on a free port. The claim comes first: to see whether a port is free is to bind it
     * for a moment, which must not happen to a port that somebody else is about to use.
     */
    public static Optional<DatagramSocket> claimedFree(int port) {
        Optional<DatagramSocket> claim = claimed(port);
        if (claim.isPresent() && !isFree(port)) {
            claim.get().close();
            return Optional.empty();
        }
        return claim;
    }

    /** True if a server could listen on the port, on the loopback address and on all addresses. */
    public static boolean isFree(int port) {
        return isFreeOnLoopback(port) && binds(new InetSocketAddress(port));
    }

    /** True if a server could listen on the port of the loopback address, where all of ours do. */
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
