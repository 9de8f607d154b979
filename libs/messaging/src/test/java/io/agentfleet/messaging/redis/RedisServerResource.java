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

    /** As the Redis of a local fleet: other users of the machine do no more than our tests. */
    private static final String NOBODY_CHANGES_IT =
            "user default on nopass ~* &* +@all -@admin -@dangerous +info +keys +flushall";

    private @Nullable RedisServer server;

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + startOnFreePort());
    }

    /** Starts it and says on which port. */
    public int startOnFreePort() {
        int port = freePort();
        try {
            server =
                    RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting(NOBODY_CHANGES_IT)
                            .build();
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
