package io.agentfleet.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An open fleet, as another user of the same machine sees it. */
class OtherUsersST {

    private static final Fleet FLEET = Fleet.up();

    @BeforeAll
    static void aTaskLeavesFiles() {
        FLEET.run("run", "최근 일주일 매출 분석해줘", "--data", Sources.SALES.toString()).succeeded();
    }

    @Test
    void nothingOfTheFleetIsReadByOthers() throws IOException {
        assertThat(FLEET.home().resolve("output")).isNotEmptyDirectory();
        assertThat(PrivateFiles.openToOthers(FLEET.home())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING",
                "GET a",
                "FLUSHALL",
                "CONFIG SET dir /tmp",
                "SLAVEOF 127.0.0.1 1",
                "MODULE LOAD /tmp/x.so",
                "EVAL return(1) 0"
            })
    void redisAnswersNobodyWithoutAPassword(String command) throws IOException {
        assertThat(ask(command)).containsExactly("-NOAUTH Authentication required.");
    }

    @Test
    void notEvenWhoHasThePasswordOfRedisMakesItWriteElsewhere() throws IOException {
        for (String user : List.of("fleet", "fleet-operator")) {
            String password = Files.readString(redis().resolve(user)).strip();
            assertThat(
                            ask(
                                    "AUTH %s %s".formatted(user, password),
                                    "PING",
                                    "CONFIG SET dir /tmp",
                                    "SAVE"))
                    .as(user)
                    .satisfiesExactly(
                            in -> assertThat(in).isEqualTo("+OK"),
                            pong -> assertThat(pong).isEqualTo("+PONG"),
                            config -> assertThat(config).startsWith("-NOPERM"),
                            save -> assertThat(save).startsWith("-NOPERM"));
        }
    }

    @Test
    void thePasswordsOfRedisAreInNoLogAndNoArgument() throws IOException {
        for (String user : List.of("fleet", "fleet-operator")) {
            String password = Files.readString(redis().resolve(user)).strip();
            assertThat(password).hasSizeGreaterThan(20);
            PrivateFiles.assertNowhere(FLEET.home(), password);
        }
    }

    private static Path redis() {
        return FLEET.home().resolve("redis");
    }

    /** The first line of the answer to each. */
    private static List<String> ask(String... commands) throws IOException {
        int port = FLEET.process("redis").path("port").asInt();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            List<String> all = new java.util.ArrayList<>();
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
                all.add(String.valueOf(answers.readLine()));
            }
            return all;
        }
    }
}
