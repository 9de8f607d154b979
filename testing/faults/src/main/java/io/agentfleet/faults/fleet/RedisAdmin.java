package io.agentfleet.faults.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The fleet's Redis, as far as it can be hurt without a signal.
 *
 * @param home the fleet's, where the operator's password is
 */
public record RedisAdmin(Path home) {

    private static final String OPERATOR = "fleet-operator";

    /** FLUSHALL: everything in it is gone. */
    public void empty(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            String password = Files.readString(home.resolve("redis").resolve(OPERATOR)).strip();
            ask(socket, answers, "AUTH %s %s".formatted(OPERATOR, password));
            ask(socket, answers, "FLUSHALL");
        } catch (IOException e) {
            throw new UncheckedIOException("Redis on port %d cannot be emptied".formatted(port), e);
        }
    }

    private static void ask(Socket socket, BufferedReader answers, String command)
            throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        String answer = answers.readLine();
        if (!"+OK".equals(answer)) {
            String what = command.split(" ", 2)[0];
            throw new IllegalStateException("Redis answered %s with %s".formatted(what, answer));
        }
    }
}
