package io.agentfleet.tools.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsFileTest {

    private static final AgentName POET = new AgentName("poet");

    @TempDir Path folder;
    private Path file = Path.of("permissions.properties");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("permissions.properties");
        say("# who may what\npoet = find_rhyme, count_feet\nmute =\n");
    }

    private void say(String content) throws IOException {
        Files.writeString(file, content);
        now = now.plusSeconds(2);
    }

    private PermissionsFile read(String... toAll) {
        return new PermissionsFile(file, List.of(toAll), () -> now);
    }

    @Test
    void permitsWhatTheFileSaysAndNothingElse() {
        PermissionsFile permissions = read();
        assertThat(permissions.get().of(POET, "acme")).containsExactly("find_rhyme", "count_feet");
        assertThat(permissions.get().of(new AgentName("mute"), "acme")).isEmpty();
        assertThat(permissions.get().of(new AgentName("stranger"), "acme")).isEmpty();
        assertThat(permissions.problem()).isEmpty();
    }

    @Test
    void takesAChangeWithoutARestart() throws IOException {
        PermissionsFile permissions = read();
        say("poet = find_rhyme\nwriter = write_file\n");
        assertThat(permissions.get().of(POET, "acme")).containsExactly("find_rhyme");
        assertThat(permissions.get().of(new AgentName("writer"), "acme"))
                .containsExactly("write_file");
    }

    static Stream<Arguments> badContents() {
        return Stream.of(
                Arguments.of("poet = Find-Rhyme", "line of 'poet' is wrong: name 'Find-Rhyme'"),
                Arguments.of("po!et = find_rhyme", "'po!et' is not usable"),
                Arguments.of("poet = a\npoet = b", "'poet' has two lines"),
                Arguments.of("poet = \\u00zz", "uxxxx"),
                Arguments.of("# nothing", "names no agent"));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void keepsWhatIsInForceAndNamesWhatIsWrongWithBadContent(String content, String said)
            throws IOException {
        PermissionsFile permissions = read();
        say(content);
        assertThat(permissions.get().of(POET, "acme")).containsExactly("find_rhyme", "count_feet");
        assertThat(permissions.problem())
                .contains(file.toString(), said, "What it said before stays in force");

        say("poet = find_rhyme");
        assertThat(permissions.get().of(POET, "acme")).containsExactly("find_rhyme");
        assertThat(permissions.problem()).isEmpty();
    }

    @Test
    void keepsWhatIsInForceWhileTheFileIsGone() throws IOException {
        PermissionsFile permissions = read();
        Files.delete(file);
        now = now.plusSeconds(2);
        assertThat(permissions.get().of(POET, "acme")).hasSize(2);
        assertThat(permissions.problem()).contains("cannot be read", "stays in force");
    }

    @Test
    void permitsNothingBeforeThereWasAGoodFile() throws IOException {
        Files.delete(file);
        PermissionsFile permissions = read();
        assertThat(permissions.get().byAgent()).isEmpty();
        assertThat(permissions.problem()).contains("No agent may call a tool");

        say("poet = find_rhyme");
        assertThat(permissions.get().of(POET, "acme")).containsExactly("find_rhyme");
    }

    @Test
    void permitsOneMoreToolToEveryAgentWithATool() {
        PermissionsFile permissions = read("keep_book");
        assertThat(permissions.get().of(POET, "acme"))
                .containsExactly("find_rhyme", "count_feet", "keep_book");
        assertThat(permissions.get().of(new AgentName("mute"), "acme")).isEmpty();
    }
}
