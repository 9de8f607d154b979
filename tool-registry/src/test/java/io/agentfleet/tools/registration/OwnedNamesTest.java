package io.agentfleet.tools.registration;

import static io.agentfleet.tools.catalog.SampleDrafts.QUERY_PARAMETERS;
import static io.agentfleet.tools.catalog.SampleDrafts.draft;
import static io.agentfleet.tools.catalog.SampleDrafts.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.access.identity.AccessPolicy;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.audit.AuditEntry;
import io.agentfleet.tools.catalog.DefinitionCheck;
import io.agentfleet.tools.catalog.DefinitionDraft;
import io.agentfleet.tools.catalog.InMemoryDefinitionLog;
import io.agentfleet.tools.catalog.Ownership;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.catalog.ToolOwner;
import io.agentfleet.tools.registration.RegistrationService.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Names that were there before they had owners, and an open fleet, where they have none. */
class OwnedNamesTest {

    private static final String HERE = "localhost:8085";
    private static final Registrant ANYBODY = new Registrant(Optional.empty());
    private static final Registrant EXECUTOR = who("tool-executor", Role.AGENT);
    private static final Registrant OPERATOR = who("ann", Role.OPERATOR);
    private static final Registrant FLEET_OPERATOR = who("root", Role.FLEET_OPERATOR);

    private final List<AuditEntry> audited = new ArrayList<>();
    private final ToolCatalog catalog = ToolCatalog.secured();
    private final RegistrationService registration = service(catalog);

    private static Registrant who(String subject, Role role) {
        return new Registrant(
                Optional.of(new Identity("issuer", subject, "acme", Set.of(role), Instant.MAX)));
    }

    private RegistrationService service(ToolCatalog of) {
        return RegistrationService.of(
                of,
                new InMemoryDefinitionLog(of),
                new AccessPolicy(Set.of("tool-executor")),
                audited::add,
                InstantSource.system());
    }

    private static DefinitionDraft version(String version) {
        return draft("query_database", version, QUERY_PARAMETERS, HERE, 0, "");
    }

    private void wasThereBefore(DefinitionDraft old) {
        assertThat(catalog.put(DefinitionCheck.check(old, Ownership.NONE))).isTrue();
    }

    private Optional<ToolOwner> ownerOf(ToolCatalog in, String name) {
        return in.find(name).map(tool -> tool.ownership().owner());
    }

    private void refuses(DefinitionDraft draft, Registrant who, String said) {
        assertThatThrownBy(() -> registration.register(draft, who))
                .hasMessageContaining(said)
                .asInstanceOf(InstanceOfAssertFactories.type(FleetException.class))
                .returns(ErrorCode.PERMISSION_DENIED, FleetException::code);
    }

    @Test
    void aServiceClaimsANameFromBeforeWhateverStoodThere() {
        wasThereBefore(version("1.0.1"));
        assertThat(registration.register(version("1.0.0"), EXECUTOR)).isEqualTo(Status.REGISTERED);
        assertThat(ownerOf(catalog, "query_database"))
                .contains(new ToolOwner.FleetService("tool-executor"));
        assertThat(registration.register(version("1.0.0"), EXECUTOR)).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void nobodyElseClaimsIt() {
        wasThereBefore(version("1.0.0"));
        refuses(version("1.0.0"), FLEET_OPERATOR, "only a service of the fleet claims it");
        refuses(version("1.0.0"), OPERATOR, "use 'acme.NAME' for a tool of your tenant");
    }

    @Test
    void anOperatorOfTheFleetGivesItAnOwner() {
        wasThereBefore(version("1.0.0"));
        registration.transfer(
                "query_database", new ToolOwner.Person("issuer", "root"), FLEET_OPERATOR);
        assertThat(registration.register(version("1.0.0"), FLEET_OPERATOR))
                .isEqualTo(Status.REGISTERED);
        refuses(version("1.0.0"), EXECUTOR, "belongs to a person");
    }

    @Test
    void anOpenFleetTakesEveryMoveAndAuditsIt() {
        ToolCatalog open = ToolCatalog.open();
        RegistrationService anybodys = service(open);
        assertThat(anybodys.register(query(HERE), ANYBODY)).isEqualTo(Status.REGISTERED);
        assertThat(anybodys.register(query("elsewhere:1"), ANYBODY)).isEqualTo(Status.REGISTERED);
        assertThat(audited)
                .map(AuditEntry.Registration.class::cast)
                .map(AuditEntry.Registration::endpoint)
                .containsExactly(HERE, "elsewhere:1");
        assertThat(ownerOf(open, "query_database")).contains(new ToolOwner.Nobody());
        assertThatThrownBy(() ->
                        anybodys.transfer(
                                "query_database", new ToolOwner.FleetService("x"), ANYBODY))
                .hasMessageContaining("open fleet");
    }

    @Test
    void afterATimeAsAnOpenFleetTheServicesDefinitionOfBeforeCounts() {
        assertThat(registration.register(query(HERE), EXECUTOR)).isEqualTo(Status.REGISTERED);
        assertThat(catalog.put(DefinitionCheck.check(query("elsewhere:1"), Ownership.NONE)))
                .isFalse();
        assertThat(catalog.find("query_database").orElseThrow().definition().endpoint())
                .hasToString(HERE);
    }

    @Test
    void whatTheRegistryCannotDoNowIsNotAudited() {
        InMemoryDefinitionLog log = new InMemoryDefinitionLog(catalog);
        log.ready(false);
        RegistrationService unready =
                RegistrationService.of(
                        catalog,
                        log,
                        new AccessPolicy(Set.of("tool-executor")),
                        audited::add,
                        InstantSource.system());
        assertThatThrownBy(() -> unready.register(query(HERE), EXECUTOR))
                .hasMessageContaining("/ready");
        assertThat(audited).isEmpty();
    }
}
