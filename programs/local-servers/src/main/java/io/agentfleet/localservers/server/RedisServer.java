package io.agentfleet.localservers.server;

import io.agentfleet.localservers.process.Launch;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.SecretFile;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.process.ServerStartException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis as a process on the loopback address. What it holds is appended to a file once a second and
 * is there again at the next start. Nobody changes its settings while it runs: no user may.
 *
 * @param guard who may use it; empty: anybody may
 */
public record RedisServer(Optional<RedisAuthentication> guard) {

    /** The port that everybody expects. */
    public static final int PORT = 6379;

    /** A client that does not read its answers is cut off; those who show no password too. */
    private static final String UNREAD_AT_MOST = "64mb";

    private static final String UNREAD_FOR_LONG = "16mb";
    private static final String LONG_SECONDS = "30";

    private static final Duration READY = Duration.ofSeconds(20);

    /** A Redis that anybody may use. */
    public RedisServer() {
        this(Optional.empty());
    }

    /** Starts it and waits until it answers. */
    public ServerProcess start(Path data, int preferredPort) {
        int port = Ports.free(preferredPort);
        return launch(data, data.resolve("redis.log"), port).start().awaitReady(READY, line -> {});
    }

    /** Unpacks its executable if that was never done. */
    public Launch launch(Path data, Path log, int port) {
        try {
            Files.createDirectories(data);
            Path users = data.resolve("users.conf");
            new SecretFile(users)
                    .write(
                            guard.map(RedisAuthentication::users)
                                    .orElseGet(RedisAuthentication::everybody));
            return new Launch(
                    "redis",
                    command(executable(data), users, data, port),
                    Map.of(),
                    data,
                    log,
                    port,
                    Probes.redis(port, guard));
        } catch (IOException | UncheckedIOException e) {
            throw new ServerStartException(
                    "redis cannot write to %s: %s".formatted(data, e.getMessage()), e);
        }
    }

    private static List<String> command(Path executable, Path users, Path data, int port) {
        return List.of(
                executable.toString(),
                users.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--client-output-buffer-limit",
                "normal",
                UNREAD_AT_MOST,
                UNREAD_FOR_LONG,
                LONG_SECONDS,
                "--daemonize",
                "no");
    }

    private static Path executable(Path data) throws IOException {
        Path executable = data.resolve("redis-server");
        if (Files.isExecutable(executable)) {
            return executable;
        }
        Path unpacking = Files.createTempDirectory(data, "unpack");
        File unpacked = ExecutableProvider.newJarResourceProvider(unpacking.toFile()).get();
        if (!unpacked.setExecutable(true)) {
            throw new IOException("cannot make %s executable".formatted(unpacked));
        }
        Files.move(unpacked.toPath(), executable, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(unpacking);
        return executable;
    }
}
