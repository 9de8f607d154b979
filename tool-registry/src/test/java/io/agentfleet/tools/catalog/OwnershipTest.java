package io.agentfleet.tools.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.ToolOwner.FleetService;
import io.agentfleet.tools.catalog.ToolOwner.Nobody;
import io.agentfleet.tools.catalog.ToolOwner.Person;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // stands on the log | comes later | transferred from | takes its place
                "service executor | service executor |                  | true",
                "service executor | service other    |                  | false",
                "service executor | person i ann     |                  | false",
                "service executor |                  |                  | false",
                "service executor | person i ann     | service executor | true",
                "service executor | person i ann     | service other    | false",
                "service executor | person i ann     | nobody           | false",
                "person i ann     | person i ann     |                  | true",
                "person i ann     | person j ann     |                  | false",
                "person i ann     | person i bob     |                  | false",
                "person i ann     | service executor | person i ann     | true",
                "                 | service executor |                  | true",
                "                 | person i ann     |                  | true",
                "                 |                  |                  | true",
                "                 | person i ann     | service executor | true",
            })
    void theFirstOwnerOnTheLogStaysUntilItHandsTheNameOn(
            @Nullable String first, @Nullable String later, @Nullable String from, boolean takes) {
        Ownership next = new Ownership(owner(later), Optional.ofNullable(from).map(this::owner));
        assertThat(Ownership.of(owner(first)).yieldsTo(next)).isEqualTo(takes);
    }

    private ToolOwner owner(@Nullable String wire) {
        return wire == null || wire.equals("nobody") ? new Nobody() : ToolOwner.parse(wire);
    }

    @Test
    void onlyWhatAServiceItselfRegisteredIsOfTheFleet() {
        ToolOwner executor = new FleetService("tool-executor");
        ToolOwner ann = new Person("i", "ann");
        assertThat(Ownership.of(executor).isOfTheFleet()).isTrue();
        assertThat(Ownership.of(ann).transferredTo(executor).isOfTheFleet()).isFalse();
        assertThat(Ownership.of(ann).isOfTheFleet()).isFalse();
        assertThat(Ownership.NONE.isOfTheFleet()).isFalse();
    }

    @Test
    void anOwnerIsReadAsItWasWritten() {
        for (ToolOwner owner :
                new ToolOwner[] {
                    new Nobody(),
                    new FleetService("tool-executor"),
                    new Person("https://issuer.test", "ann"),
                    new Person("an issuer", "ann of acme"),
                    new Person("an%20issuer", "service tool-executor"),
                    new Person("i", "a\nb")
                }) {
            assertThat(ToolOwner.parse(owner.wire())).isEqualTo(owner);
        }
        assertThat(new Person("an issuer", "a").wire())
                .isNotEqualTo(new Person("an%20issuer", "a").wire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "service a b", "person ann", "tenant acme", " "})
    void whatIsNoOwnerIsRefused(String wire) {
        assertThatThrownBy(() -> ToolOwner.parse(wire)).isInstanceOf(FleetException.class);
    }
}
