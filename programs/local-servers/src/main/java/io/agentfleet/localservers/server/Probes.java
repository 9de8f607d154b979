package io.agentfleet.localservers.server;

import io.agentfleet.localservers.process.Probe;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Asks each server in its own protocol, without its client library. */
public final class Probes {

    private static final int TIMEOUT_MS = 2_000;
    private static final short API_VERSIONS = 18;

    private Probes() {}

    /** A broker that answers which requests it knows does handle requests. */
    public static Probe kafka(int port) {
        return () -> {
            try (Socket socket = connect(port)) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(10);
                out.writeShort(API_VERSIONS);
                out.writeShort(0);
                out.writeInt(1);
                out.writeShort(-1);
                out.flush();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.readInt();
                in.readInt();
                short error = in.readShort();
                return error == 0
                        ? Optional.empty()
                        : Optional.of("answers with Kafka error " + error);
            } catch (IOException e) {
                return notListening(port, e);
            }
        };
    }

    /** Somebody listens: of a server that speaks TLS, no more is asked. */
    static Probe listening(int port) {
        return () -> {
            try (Socket _ = connect(port)) {
                return Optional.empty();
            } catch (IOException e) {
                return notListening(port, e);
            }
        };
    }

    /** A Redis that says PONG has loaded its data. */
    public static Probe redis(int port, Optional<RedisAuthentication> guard) {
        return () -> {
            try (Socket socket = connect(port)) {
                if (guard.isPresent()) {
                    String login =
                            "AUTH %s %s"
                                    .formatted(RedisAuthentication.CLIENT, guard.get().password());
                    String answer = ask(socket, login);
                    if (!answer.equals("+OK")) {
                        return Optional.of("answers AUTH with '%s'".formatted(answer));
                    }
                }
                String answer = ask(socket, "PING");
                return answer.equals("+PONG")
                        ? Optional.empty()
                        : Optional.of("answers PING with '%s'".formatted(answer));
            } catch (IOException e) {
                return notListening(port, e);
            }
        };
    }

    /** The first line of the answer. */
    private static String ask(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[64];
        int length = Math.max(0, socket.getInputStream().read(answer));
        return new String(answer, 0, length, StandardCharsets.US_ASCII).strip();
    }

    /** A registry that can list artifacts has its storage. */
    public static Probe registry(int port, Optional<String> password) {
        return http(port, "/apis/registry/v3/groups/default/artifacts?limit=1", password);
    }

    /** Anything that answers 200 on a path. */
    private static Probe http(int port, String path, Optional<String> password) {
        return () -> {
            try {
                URI uri = URI.create("http://127.0.0.1:" + port + path);
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MS);
                connection.setReadTimeout(TIMEOUT_MS);
                password.ifPresent(
                        secret -> connection.setRequestProperty("Authorization", basic(secret)));
                int status = connection.getResponseCode();
                connection.disconnect();
                return status == 200
                        ? Optional.empty()
                        : Optional.of("GET %s answers %d".formatted(path, status));
            } catch (IOException e) {
                return notListening(port, e);
            }
        };
    }

    private static String basic(String password) {
        byte[] pair = (SchemaRegistryServer.USER + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Optional<String> notListening(int port, IOException e) {
        return Optional.of("no answer on port %d yet (%s)".formatted(port, e.getMessage()));
    }
}
