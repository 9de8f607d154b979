package io.agentfleet.faults.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes connections at one address and carries their bytes to the same ports of another. Also a
 * program: {@code FROM TO PORT...}, which runs until it is killed.
 */
final class TcpForwarder implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final List<ServerSocket> sockets = new ArrayList<>();

    /** Listens from now on; every connection has threads of its own. */
    TcpForwarder(String from, String to, List<Integer> ports) {
        try {
            for (int port : ports) {
                ServerSocket socket = new ServerSocket();
                sockets.add(socket);
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(from, port));
                Thread.ofVirtual().start(() -> accept(socket, new InetSocketAddress(to, port)));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("nothing can be forwarded from " + from, e);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<Integer> ports = Arrays.stream(arguments).skip(2).map(Integer::valueOf).toList();
        try (TcpForwarder _ = new TcpForwarder(arguments[0], arguments[1], ports)) {
            Thread.currentThread().join();
        }
    }

    private static void accept(ServerSocket socket, InetSocketAddress to) {
        while (true) {
            try {
                Socket here = socket.accept();
                Thread.ofVirtual().start(() -> connect(here, to));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void connect(Socket here, InetSocketAddress to) {
        try (here;
                Socket there = new Socket()) {
            there.connect(to, Math.toIntExact(CONNECT_WITHIN.toMillis()));
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> carry(there, here));
            carry(here, there);
            back.join();
        } catch (IOException unreachable) {
            // connected clients see their connection end
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            shut(from);
            shut(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is of no use any more
        }
    }

    @Override
    public void close() {
        for (ServerSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // the port is free with the process at the latest
            }
        }
    }
}
