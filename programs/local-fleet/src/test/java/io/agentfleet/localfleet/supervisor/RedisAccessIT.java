package io.agentfleet.localfleet.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.service.RedisUsers;
import io.agentfleet.localservers.process.MemoryUse;
import io.agentfleet.localservers.process.Ports;
import io.agentfleet.localservers.process.ServerProcess;
import io.agentfleet.localservers.server.RedisAuthentication;
import io.agentfleet.localservers.server.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in the Redis of a fleet, asked of a real one. */
class RedisAccessIT {

    /** What changes the server, its files, its users or its clients. */
    private static final String[] DANGEROUS = {
        "CONFIG SET dir /tmp",
        "CONFIG GET dir",
        "CONFIG REWRITE",
        "MODULE LOAD /tmp/x.so",
        "SLAVEOF 127.0.0.1 1",
        "REPLICAOF 127.0.0.1 1",
        "SYNC",
        "PSYNC ? -1",
        "SAVE",
        "BGSAVE",
        "BGREWRITEAOF",
        "SHUTDOWN NOSAVE",
        "DEBUG SLEEP 0",
        "ACL LIST",
        "MIGRATE 127.0.0.1 1 key 0 1",
        "RESTORE key 0 x",
        "SCRIPT FLUSH",
        "CLIENT KILL TYPE normal",
        "MONITOR",
        "SWAPDB 0 1",
        "FLUSHDB",
        "CLUSTER INFO",
        "PFCOUNT key",
        "HINCRBYFLOAT key field 1"
    };

    @TempDir private static Path folder;

    private static RedisAuthentication users;
    private static ServerProcess redis;
    private static ServerProcess open;

    @BeforeAll
    static void start() {
        users = new RedisUsers(new FleetHome(folder, folder)).guard();
        redis = new RedisServer(Optional.of(users)).start(folder.resolve("data"), Ports.any());
        open = new RedisServer().start(folder.resolve("open"), Ports.any());
    }

    @AfterAll
    static void stop() {
        redis.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING", "GET a", "INFO", "EVAL return(1) 0", "FLUSHALL", "ACL WHOAMI"})
    void nobodyIsAnsweredWithoutAPassword(String command) throws IOException {
        try (Caller stranger = new Caller(redis)) {
            assertThat(stranger.ask(command)).startsWith("-NOAUTH");
            assertThat(stranger.ask("AUTH fleet wrong")).startsWith("-WRONGPASS");
            assertThat(stranger.ask("AUTH wrong")).startsWith("-WRONGPASS");
            assertThat(stranger.ask(command)).startsWith("-NOAUTH");
        }
    }

    @ParameterizedTest
    @MethodSource("needed")
    void aServiceDoesWhatItNeeds(String command, String answer) throws IOException {
        try (Caller service = new Caller(redis)) {
            service.login(RedisAuthentication.CLIENT, users.password());
            assertThat(service.ask(command)).startsWith(answer);
        }
    }

    private static Stream<Arguments> needed() {
        return Stream.of(
                arguments("SET a b", "+OK"),
                arguments("HSET h f v", ":1"),
                arguments("ZADD z 1 m", ":1"),
                arguments("SADD s m", ":1"),
                arguments("RPUSH l m", ":1"),
                arguments("INCR n", ":1"),
                arguments("PEXPIRE none 1000", ":0"),
                arguments("SCAN 0 COUNT 10", "*2"),
                arguments("UNLINK none", ":0"),
                arguments("PUBLISH channel news", ":0"),
                arguments("SUBSCRIBE channel", "*3"),
                arguments("EVAL \"return redis.call('GET', 'none')\" 0", "$-1"),
                arguments("EVAL \"redis.call('INFO', 'server') return 7\" 0", ":7"),
                arguments("EVAL \"redis.call('TIME') return 8\" 0", ":8"),
                arguments("EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0", "-NOSCRIPT"));
    }

    @Test
    void nobodyDoesWhatChangesTheServer() throws IOException {
        try (Caller service = new Caller(redis);
                Caller operator = new Caller(redis);
                Caller anybody = new Caller(open)) {
            service.login(RedisAuthentication.CLIENT, users.password());
            operator.login(RedisAuthentication.OPERATOR, users.operatorPassword());
            for (String command : DANGEROUS) {
                assertThat(service.ask(command)).as(command).startsWith("-NOPERM");
                assertThat(operator.ask(command)).as(command).startsWith("-NOPERM");
                assertThat(anybody.ask(command))
                        .as("asks nobody: " + command)
                        .startsWith("-NOPERM");
                String script =
                        "EVAL \"return redis.call('%s')\" 0".formatted(command.replace(" ", "','"));
                assertThat(service.ask(script)).as(script).startsWith("-ERR");
            }
        }
    }

    @Test
    void onlyTheOperatorListsAndEmptiesAll() throws IOException {
        try (Caller service = new Caller(redis);
                Caller operator = new Caller(redis)) {
            service.login(RedisAuthentication.CLIENT, users.password());
            operator.login(RedisAuthentication.OPERATOR, users.operatorPassword());
            assertThat(service.ask("KEYS *")).startsWith("-NOPERM");
            assertThat(service.ask("FLUSHALL")).startsWith("-NOPERM");
            assertThat(operator.ask("FLUSHALL")).isEqualTo("+OK");
            assertThat(operator.ask("KEYS *")).isEqualTo("*0");
        }
    }

    @Test
    void whoReadsNoAnswersIsCutOffBeforeMemoryIsGone() throws IOException {
        byte[] questions = "PING\r\n".repeat(20_000).getBytes(UTF_8);
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 300; i++) {
                                    stranger.getOutputStream().write(questions);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(MemoryUse.resident(redis.pid())).isLessThan(150L << 20);
    }

    @Test
    void passwordsAreNeitherInItsSettingsNorItsLogNorItsArguments() throws IOException {
        Path settings = folder.resolve("data/users.conf");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        for (String password : new String[] {users.password(), users.operatorPassword()}) {
            assertThat(Files.readString(settings)).doesNotContain(password);
            assertThat(Files.readString(redis.launch().log())).doesNotContain(password);
            assertThat(redis.launch().command()).noneMatch(word -> word.contains(password));
        }
    }

    /** A connection. */
    private static final class Caller implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answers;

        Caller(ServerProcess server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(5_000);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        void login(String user, String password) throws IOException {
            assertThat(ask("AUTH %s %s".formatted(user, password))).isEqualTo("+OK");
        }

        /** The first line of the answer. */
        String ask(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return String.valueOf(answers.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
