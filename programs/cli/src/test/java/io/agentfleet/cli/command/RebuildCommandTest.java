package io.agentfleet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.agentfleet.cli.client.TaskClient;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RebuildCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void startsWatchesAndPrintsTheFigures() throws Exception {
        assertThat(rebuild(2, "--clear")).isEqualTo(ExitCode.OK);
        assertThat(asked)
                .containsExactly(
                        "POST /views/rebuild?clear=true",
                        "GET /views/rebuild",
                        "GET /views/rebuild");
        assertThat(out.toString(UTF_8))
                .isEqualTo("Views rebuilt: 1,200 records in 2.5 s (480/s) from 6 partitions\n");
    }

    @Test
    void leavesARebuildThatTakesTooLongAndSaysHowFarItIs() throws Exception {
        assertThat(rebuild(Integer.MAX_VALUE, "--timeout", "1")).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(err.toString(UTF_8)).contains("Not done after 1 s", "40 to go");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    private int rebuild(int looks, String... options) throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/views/rebuild",
                exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    boolean done = asked.size() > looks;
                    byte[] body =
                            """
                            {"state":"%s","behind":%d,"projected":1200,"events_per_second":480,"seconds":2.5,"partitions":6}\
                            """
                                    .formatted(done ? "idle" : "running", done ? 0 : 40)
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        RebuildCommand command = new RebuildCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        try (TaskClient client = new TaskClient(server.getAddress().getPort())) {
            return command.watched(
                    client,
                    new Terminal(
                            new PrintStream(out, true, UTF_8),
                            new PrintStream(err, true, UTF_8),
                            false));
        } finally {
            server.stop(0);
        }
    }
}
