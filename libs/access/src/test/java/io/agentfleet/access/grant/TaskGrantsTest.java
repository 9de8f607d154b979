package io.agentfleet.access.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class TaskGrantsTest {

    private static final String OLD = key('a');
    private static final String NEW = key('b');
    private static final TaskGrant.Work WORK = work("acme", "acme.job1", "acme.job1.n1", "search");

    @TempDir Path folder;
    private Path file;
    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private TaskGrants grants;

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("grants.key");
        grants = having(OLD);
    }

    private static String key(char fill) {
        return Base64.getEncoder().encodeToString(String.valueOf(fill).repeat(32).getBytes(UTF_8));
    }

    private static TaskGrant.Work work(String tenant, String root, String task, String agent) {
        return new TaskGrant.Work(tenant, new TaskId(root), new TaskId(task), new AgentName(agent));
    }

    private TaskGrants having(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
        return new TaskGrants(new GrantKeys(file), Duration.ofSeconds(30), () -> now);
    }

    private String signed() {
        return grants.sign(new TaskGrant(WORK, now.plusSeconds(60)));
    }

    @Test
    void aGrantHoldsForItsWorkAndIsTheSameEachTime() {
        assertThat(grants.covers(signed(), WORK)).isTrue();
        assertThat(signed()).isEqualTo(signed());
    }

    @ParameterizedTest
    @CsvSource({
        "umbrella, acme.job1, acme.job1.n1, search",
        "acme,     acme.job2, acme.job1.n1, search",
        "acme,     acme.job1, acme.job1.n2, search",
        "acme,     acme.job1, acme.job1.n1, analysis"
    })
    void itHoldsForNoOther(String tenant, String root, String task, String agent) {
        assertThat(grants.covers(signed(), work(tenant, root, task, agent))).isFalse();
    }

    @Test
    void itHoldsUntilItEndsWithLeewayForClocks() {
        String grant = signed();
        now = now.plusSeconds(89);
        assertThat(grants.covers(grant, WORK)).isTrue();
        now = now.plusSeconds(1);
        assertThat(grants.covers(grant, WORK)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoGrantHoldsForNothing(String text) {
        assertThat(grants.covers(text, WORK)).isFalse();
    }

    @Test
    void aGrantOfAnotherKeyHoldsForNothing() throws IOException {
        String foreign = signed();
        grants = having(NEW);
        assertThat(grants.covers(foreign, WORK)).isFalse();
    }

    @Test
    void anotherTokenOfTheSameKeyIsNoGrant() throws Exception {
        String[] parts = signed().split("\\.", -1);
        JsonWebSignature other = new JsonWebSignature();
        other.setPayload(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
        other.setKey(new HmacKey(Base64.getDecoder().decode(OLD)));
        JsonWebSignature grant = new JsonWebSignature();
        grant.setCompactSerialization(signed());
        other.setKeyIdHeaderValue(grant.getKeyIdHeaderValue());
        other.setAlgorithmHeaderValue("HS256");
        assertThat(grants.covers(other.getCompactSerialization(), WORK)).isFalse();
        other.setHeader("typ", "task-grant+jwt");
        assertThat(grants.covers(other.getCompactSerialization(), WORK)).isTrue();
    }

    @Test
    void keysRotateWhileEverythingRuns() throws IOException {
        String before = signed();
        Files.writeString(file, "%s\n%s # until tomorrow\n".formatted(NEW, OLD));
        String after = signed();
        assertThat(after).isNotEqualTo(before);
        assertThat(grants.covers(before, WORK)).isTrue();
        assertThat(grants.covers(after, WORK)).isTrue();
        Files.writeString(file, NEW);
        assertThat(grants.covers(before, WORK)).isFalse();
        assertThat(grants.covers(after, WORK)).isTrue();
    }

    @Test
    void aFileThatCannotBeUsedLeavesTheKeysAsTheyWere() throws IOException {
        String before = signed();
        Files.writeString(file, "nonsense, and long enough to be none of the keys");
        assertThat(grants.covers(before, WORK)).isTrue();
        Files.delete(file);
        assertThat(grants.covers(before, WORK)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                       | it has no key",
                "'# nothing'              | it has no key",
                "'c2hvcnQ='               | 5 bytes, less than 32",
                "'no base 64 at all !!!!' | not Base64"
            })
    void withoutAUsableKeyNothingStarts(String content, String said) {
        assertThatThrownBy(() -> having(content))
                .hasMessageContaining(said)
                .hasMessageContaining("fleet.access.grants.key-file");
        assertThatThrownBy(() -> new GrantKeys(folder.resolve("nowhere")))
                .hasMessageContaining("nowhere");
    }
}
