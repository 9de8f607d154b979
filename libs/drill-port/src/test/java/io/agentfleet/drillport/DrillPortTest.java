package io.agentfleet.drillport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DrillPortTest {

    /** A port that nothing provides. */
    interface Bell {}

    private static final Bell NONE = new Bell() {};

    @Test
    void looksForNothingOutsideOfADrill() {
        assertThat(DrillPort.find(Bell.class, NONE)).isSameAs(NONE);
    }

    @Test
    void namesThePortAndTheWayOutIfADrillLacksItsModule() {
        assertThatThrownBy(() -> DrillPort.find(Bell.class, NONE, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Bell.class.getName())
                .hasMessageContaining("./fleet up --drill")
                .hasMessageContaining("unset FLEET_DRILL");
    }
}
