package io.agentfleet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.cli.output.Terminal;
import io.agentfleet.localfleet.access.LocalAccess;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.FleetState;
import io.agentfleet.localfleet.state.ProcessIdentity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {

    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FleetHome home;

    @BeforeEach
    void settle() {
        home = new FleetHome(folder, folder);
    }

    @Test
    void printsTheTokenAndNothingElse() throws Exception {
        runs(new FleetSetup(false, FleetSetup.Profile.LOCAL, true));
        print(
                "--role",
                "viewer,operator,fleet-operator",
                "--tenant",
                "acme",
                "--subject",
                "ann",
                "--for",
                "30m");
        String token = out.toString(UTF_8).strip();
        JsonNode claims =
                JsonFile.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
        assertThat(claims.path("sub").asText()).isEqualTo("ann");
        assertThat(claims.path("tenant").asText()).isEqualTo("acme");
        assertThat(claims.path("groups"))
                .map(JsonNode::asText)
                .containsExactly("fleet-operator", "operator", "viewer");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isEqualTo(Duration.ofMinutes(30).toSeconds());
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void printsTheTokenAsJson() throws Exception {
        runs(new FleetSetup(false, FleetSetup.Profile.LOCAL, true));
        print("-o", "json");
        JsonNode printed = JsonFile.MAPPER.readTree(out.toString(UTF_8));
        assertThat(printed.path("token").asText()).contains(".");
        assertThat(printed.path("tenant").asText()).isEqualTo("default");
        assertThat(printed.path("roles")).map(JsonNode::asText).containsExactly("submitter");
        assertThat(printed.path("expires_at").asText()).isNotBlank();
    }

    @Test
    void anOpenFleetAndOneThatIsDownHaveNoTokens() {
        assertRefused(ExitCode.NOT_RUNNING, "not running");
        runs(FleetSetup.DEFAULT);
        assertRefused(ExitCode.USAGE, "up --access");
    }

    @Test
    void aTenantThatServicesWouldRefuseIsRefusedHere() {
        runs(new FleetSetup(false, FleetSetup.Profile.LOCAL, true));
        assertRefused(ExitCode.USAGE, "ACME", "--tenant", "ACME");
    }

    private void assertRefused(int code, String why, String... arguments) {
        assertThatThrownBy(() -> print(arguments))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private void print(String... arguments) throws InterruptedException {
        TokenCommand command = new TokenCommand();
        var ignored =
                new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .parseArgs(arguments);
        Terminal screen =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false);
        assertThat(command.print(home, screen)).isEqualTo(ExitCode.OK);
    }

    /** A fleet whose supervisor is this process. */
    private void runs(FleetSetup setup) {
        new JsonFile<>(home.state(), FleetState.class)
                .write(
                        new FleetState(
                                Optional.of(ProcessIdentity.of(ProcessHandle.current())),
                                Instant.now(),
                                Optional.empty(),
                                "",
                                "",
                                Optional.of(setup),
                                List.of()));
        new LocalAccess(home, Map.of()).prepare(Instant.now());
    }
}
