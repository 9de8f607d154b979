package io.agentfleet.messaging.redis;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** A real Redis on a free port of this machine. */
public class RedisServerResource implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    private @Nullable RedisServer server;

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + startOnFreePort());
    }

    /** Starts it and says on which port. */
    public int startOnFreePort() {
        int port = freePort();
        try {
            server = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").build();
            server.start();
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
