package io.agentfleet.faults.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** The fleet's Redis, as far as it can be hurt without a signal. */
public final class RedisAdmin {

    private RedisAdmin() {}

    /** FLUSHALL: everything in it is gone. */
    public static void empty(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(US_ASCII));
            String answer = answers.readLine();
            if (!"+OK".equals(answer)) {
                throw new IllegalStateException("Redis answered FLUSHALL with " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Redis on port %d cannot be emptied".formatted(port), e);
        }
    }
}
