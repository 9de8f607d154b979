package io.agentfleet.tools.catalog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.DefinitionCheck;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.Ownership;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.catalog.ToolOwner;
import io.agentfleet.tools.registration.Registrant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several secured registries on one real topic agree on whose a name is. */
class SeveralRegistriesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Registrant EXECUTOR = who("services", "tool-executor", Set.of(Role.AGENT));
    private static final Registrant OPERATOR = who("people", "root", Set.of(Role.FLEET_OPERATOR));
    private static final ToolOwner EXECUTORS = new ToolOwner.FleetService("tool-executor");
    private static final ToolOwner ROOTS = new ToolOwner.Person("people", "root");

    private final RealRegistries registries = new RealRegistries();
    private final String name = "tool_" + UUID.randomUUID().toString().replace('-', '_');

    private static Registrant who(String issuer, String subject, Set<Role> roles) {
        return new Registrant(
                Optional.of(new Identity(issuer, subject, "default", roles, Instant.MAX)));
    }

    @AfterEach
    void stop() {
        registries.close();
    }

    private DefinitionDraft draft(String version, String endpoint) {
        return SampleDrafts.draft(name, version, SampleDrafts.QUERY_PARAMETERS, endpoint, 0, "");
    }

    @Test
    void ofTwoWhoRegisterANameAtOnceTheFirstOnTheLogHasItEverywhereAndForGood() throws Exception {
        CountDownLatch bothHaveLooked = new CountDownLatch(2);
        RealRegistries.Registry one = registries.start(() -> meet(bothHaveLooked));
        RealRegistries.Registry two = registries.start(() -> meet(bothHaveLooked));
        one.awaitReady();
        two.awaitReady();

        List<Optional<ErrorCode>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<ErrorCode>> first =
                    threads.submit(() -> register(one, draft("1.0.0", "executor:1"), EXECUTOR));
            Future<Optional<ErrorCode>> second =
                    threads.submit(() -> register(two, draft("9.0.0", "foreign:1"), OPERATOR));
            answers = List.of(first.get(), second.get());
        }

        assertThat(answers)
                .containsExactlyInAnyOrder(
                        Optional.empty(), Optional.of(ErrorCode.PERMISSION_DENIED));
        ToolOwner winner = answers.getFirst().isEmpty() ? EXECUTORS : ROOTS;
        RealRegistries.Registry late = registries.start(() -> {});
        late.awaitReady();
        for (RealRegistries.Registry each : List.of(one, two, late)) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(each.ownerOf(name)).contains(winner));
        }
        await("what compaction keeps is the winner's")
                .atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(registries.ownersOnTheLog(name).getLast())
                                .isEqualTo(winner.wire()));
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        try {
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ErrorCode> register(
            RealRegistries.Registry registry, DefinitionDraft draft, Registrant who) {
        try {
            var ignored = registry.registration().register(draft, who);
            return Optional.empty();
        } catch (FleetException e) {
            return Optional.of(e.code());
        }
    }

    @Test
    void whatComesLaterOnTheLogOfAnotherOrOfNobodyChangesNothingAndIsFollowedByTheOwners() {
        RealRegistries.Registry one = registries.start(() -> {});
        one.awaitReady();
        assertThat(register(one, draft("1.0.0", "executor:1"), EXECUTOR)).isEmpty();

        for (Ownership later : List.of(Ownership.of(ROOTS), Ownership.NONE)) {
            registries.write(DefinitionCheck.check(draft("2.0.0", "foreign:1"), later));
            await().atMost(TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(registries.ownersOnTheLog(name))
                                    .contains(later.owner().wire())
                                    .endsWith(EXECUTORS.wire()));
        }
        RealRegistries.Registry late = registries.start(() -> {});
        late.awaitReady();
        for (RealRegistries.Registry each : List.of(one, late)) {
            assertThat(each.ownerOf(name)).contains(EXECUTORS);
            assertThat(each.endpointOf(name)).contains("executor:1");
        }
    }

    @Test
    void aTransferAtOneRegistryCountsAtTheOther() {
        RealRegistries.Registry one = registries.start(() -> {});
        RealRegistries.Registry two = registries.start(() -> {});
        one.awaitReady();
        two.awaitReady();
        assertThat(register(one, draft("1.0.0", "foreign:1"), OPERATOR)).isEmpty();
        one.registration().transfer(name, EXECUTORS, OPERATOR);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(two.ownerOf(name)).contains(EXECUTORS));

        assertThatThrownBy(() -> two.registration().register(draft("1.0.0", "x:1"), OPERATOR))
                .hasMessageContaining("belongs to a service of the fleet");
        assertThat(register(two, draft("1.0.0", "executor:1"), EXECUTOR)).isEmpty();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(one.endpointOf(name)).contains("executor:1"));
    }
}
