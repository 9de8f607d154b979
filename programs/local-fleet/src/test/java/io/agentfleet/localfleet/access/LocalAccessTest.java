package io.agentfleet.localfleet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import io.agentfleet.access.token.Issuer;
import io.agentfleet.access.token.JwksKeys;
import io.agentfleet.access.token.TokenVerifier;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskId;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made here is checked as the services check it, by the settings that they are given. */
class LocalAccessTest {

    private static final Person ANN =
            new Person("ann", "acme", Set.of(PersonRole.SUBMITTER, PersonRole.OPERATOR));

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

    /** Prepared once: a key takes a second. */
    @TempDir private static Path prepared;

    @TempDir private Path folder;

    private LocalAccess access;

    @BeforeAll
    static void makeTheFirstKey() {
        access(prepared).prepare(START);
    }

    private static LocalAccess access(Path folder) {
        FleetHome home = new FleetHome(folder, folder.resolve("home"));
        return new LocalAccess(
                home, Map.of("agent-search", "search", "tool-registry", "tool-registry"));
    }

    @BeforeEach
    void prepare() throws IOException {
        try (Stream<Path> all = Files.walk(prepared.resolve("home"))) {
            for (Path one : all.toList()) {
                Files.copy(
                        one,
                        folder.resolve(prepared.relativize(one)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        access = access(folder);
        access.prepare(START);
    }

    @Test
    void aPersonsTokenHoldsAndSaysWhoItIs() {
        Identity ann = checked(token(ANN, START), START).orElseThrow();
        assertThat(ann.subject()).isEqualTo("ann");
        assertThat(ann.tenant()).isEqualTo("acme");
        assertThat(ann.roles()).containsExactlyInAnyOrder(Role.SUBMITTER, Role.OPERATOR);
        assertThat(checked(token(ANN, START), START.plus(Duration.ofHours(2)))).isEmpty();
    }

    @Test
    void theLongestTokenHolds() {
        String token = access.token(ANN, START, START.plus(LocalAccess.LONGEST));
        assertThat(checked(token, START)).isPresent();
    }

    @Test
    void aServicesTokenHoldsUnderTheNameByWhichOthersKnowIt() throws IOException {
        Identity search = checked(serviceToken("agent-search"), START).orElseThrow();
        assertThat(search.subject()).isEqualTo("search");
        assertThat(search.isService()).isTrue();
    }

    @Test
    void aServiceHasAnotherTokenBeforeItsTokenEnds() throws IOException {
        String first = serviceToken("tool-registry");
        access.renew(START.plus(LocalAccess.SERVICE_TOKEN.dividedBy(2)));
        String second = serviceToken("tool-registry");
        Instant later = START.plus(LocalAccess.SERVICE_TOKEN).plusSeconds(60);
        assertThat(checked(first, later)).isEmpty();
        assertThat(checked(second, later)).isPresent();
    }

    @Test
    void comingUpAgainKeepsTheKey() {
        String token = token(ANN, START);
        access.prepare(START.plusSeconds(60));
        assertThat(checked(token, START.plusSeconds(60))).isPresent();
    }

    @Test
    void anotherKeySignsAtOnceAndTokensOfTheOldOneHoldUntilTheyEnd() throws IOException {
        String old = access.token(ANN, START, START.plus(LocalAccess.LONGEST));
        String key = access.keyId();
        access.changeKey(START);
        assertThat(access.keyId()).isNotEqualTo(key);
        assertThat(checked(old, START)).isPresent();
        assertThat(checked(token(ANN, START), START)).isPresent();
        assertThat(checked(serviceToken("agent-search"), START)).isPresent();
    }

    @Test
    void theOldKeyIsBelievedNoMoreWhenItsLastTokenHasEnded() throws IOException {
        String key = access.keyId();
        access.changeKey(START);
        access.changeKey(START.plusSeconds(60));
        access.renew(START.plus(LocalAccess.LONGEST).minusSeconds(1));
        assertThat(published()).contains(key);
        access.renew(START.plus(LocalAccess.LONGEST).plusSeconds(1));
        assertThat(published()).doesNotContain(key).contains(access.keyId());
    }

    @Test
    void grantsAreSignedWithAKeyThatRotatesAsWell() throws IOException {
        TaskGrant.Work work =
                new TaskGrant.Work(
                        "acme",
                        new TaskId("acme.t"),
                        new TaskId("acme.t"),
                        new AgentName("search"));
        TaskGrants grants = grants(START);
        String old = grants.sign(new TaskGrant(work, START.plusSeconds(3_600)));
        access.prepare(START.plusSeconds(60));
        assertThat(grants.covers(old, work)).isTrue();
        access.changeKey(START.plusSeconds(60));
        String next = grants.sign(new TaskGrant(work, START.plusSeconds(3_600)));
        assertThat(next).isNotEqualTo(old);
        assertThat(grants.covers(old, work)).isTrue();
        access.changeKey(START.plusSeconds(120));
        access.renew(START.plus(LocalAccess.LONGEST).plusSeconds(90));
        assertThat(grants.covers(old, work)).isFalse();
        assertThat(grants.covers(next, work)).isTrue();
    }

    private TaskGrants grants(Instant at) {
        Path file =
                Path.of(access.environment("tool-registry").get("FLEET_ACCESS_GRANTS_KEY_FILE"));
        return new TaskGrants(new GrantKeys(file), Duration.ZERO, InstantSource.fixed(at));
    }

    @Test
    void nobodyElseMayReadAnyOfItAndThePrivateKeyIsNotPublished() throws IOException {
        access.changeKey(START);
        try (Stream<Path> all = Files.walk(folder.resolve("home/access"))) {
            for (Path one : all.toList()) {
                String expected = Files.isDirectory(one) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                        .as("%s", one)
                        .isEqualTo(expected);
            }
        }
        assertThat(published()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    @Test
    void somebodyIsNotUsableWithoutARoleOrWithATenantThatServicesRefuse() {
        assertThatThrownBy(() -> new Person("ann", "Acme.Inc", Set.of(PersonRole.VIEWER)))
                .hasMessageContaining("Acme.Inc");
        assertThatThrownBy(() -> new Person("ann", "acme", Set.of())).hasMessageContaining("role");
        assertThatThrownBy(() -> new Person(" ", "acme", Set.of(PersonRole.VIEWER)))
                .hasMessageContaining("subject");
    }

    private String token(Person who, Instant now) {
        return access.token(who, now, now.plus(Duration.ofHours(1)));
    }

    private String serviceToken(String service) throws IOException {
        Path file = Path.of(access.environment(service).get("FLEET_ACCESS_TOKEN_FILE"));
        return Files.readString(file).strip();
    }

    private String published() throws IOException {
        return Files.readString(folder.resolve("home/access/jwks.json"));
    }

    private Optional<Identity> checked(String token, Instant at) {
        Properties settings = settings();
        Issuer people = issuer(settings, "people", Map.of());
        Map<String, String> bySubject =
                Map.of(
                        setting(settings, "issuers.services.services.search"), "search",
                        setting(settings, "issuers.services.services.tool-registry"),
                                "tool-registry");
        Issuer services = issuer(settings, "services", bySubject);
        return new TokenVerifier(
                        List.of(people, services),
                        setting(settings, "audience"),
                        Duration.ofSeconds(30),
                        InstantSource.fixed(at))
                .identity(token);
    }

    private static Issuer issuer(Properties settings, String name, Map<String, String> services) {
        URI jwks = URI.create(setting(settings, "issuers.%s.jwks".formatted(name)));
        return new Issuer(
                setting(settings, "issuers.%s.issuer".formatted(name)),
                new JwksKeys(jwks, InstantSource.system()),
                services);
    }

    private Properties settings() {
        Map<String, String> environment = access.environment("agent-search");
        Path file = Path.of(URI.create(environment.get("QUARKUS_CONFIG_LOCATIONS")));
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return settings;
    }

    private static String setting(Properties settings, String key) {
        return settings.getProperty("fleet.access." + key);
    }
}
