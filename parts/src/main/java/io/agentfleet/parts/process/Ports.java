package io.agentfleet.parts.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;

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

    private Ports() {}

    /** The preferred port, or a port that resembles it if that one is busy. */
    public static int free(int preferred) {
        return free(preferred, port -> true);
    }

    /**
     * As {@link #free(int)}, but one that the asker may have.
     *
     * @param allowed asked about free ports only
     */
    public static int free(int preferred, IntPredicate allowed) {
        int candidate = preferred;
        int next = preferred + SECOND_CHOICE;
        while (candidate == preferred || candidate < OUTGOING) {
            if (isFree(candidate) && allowed.test(candidate)) {
                return candidate;
            }
            candidate = next;
            next += FURTHER_CHOICE;
        }
        int any = any();
        while (!allowed.test(any)) {
            any = any();
        }
        return any;
    }

    /** Any free port. */
    public static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }

    /** True if a server could listen on the port, on the loopback address and on all addresses. */
    public static boolean isFree(int port) {
        return port > 0
                && port <= 65_535
                && binds(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && binds(new InetSocketAddress(port));
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
