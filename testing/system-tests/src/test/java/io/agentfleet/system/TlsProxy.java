package io.agentfleet.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Speaks TLS on a port of its own, asks for a certificate, and hands what it hears on to a server
 * that speaks plain text: a Redis that speaks TLS, to whoever comes here.
 */
final class TlsProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int plain;

    TlsProxy(SSLContext identity, int plain) {
        this.plain = plain;
        try {
            SSLServerSocket socket =
                    (SSLServerSocket)
                            identity.getServerSocketFactory()
                                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setNeedClientAuth(true);
            listening = socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket outer = listening.accept();
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), plain);
                Thread.ofPlatform().daemon().start(() -> pass(outer, inner));
                Thread.ofPlatform().daemon().start(() -> pass(inner, outer));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one side is gone: both are closed
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
