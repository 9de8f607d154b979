package io.agentfleet.cli.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.service.ServiceDefinition;
import io.agentfleet.localfleet.service.ServiceList;
import io.agentfleet.localfleet.state.ProcessState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortChangesTest {

    private static final ServiceList SERVICES =
            new ServiceList(List.of(new ServiceDefinition("orchestrator", 8080, "1m", "1m")));

    @Test
    void aFleetOnItsUsualPortsHasNothingToTell() {
        assertThat(told(List.of(), at("orchestrator", 8080), at("kafka", 9092))).isEmpty();
        assertThat(told(List.of(at("orchestrator", 8080)), at("orchestrator", 8080))).isEmpty();
    }

    @Test
    void whoseUsualPortIsTakenIsNamed() {
        assertThat(told(List.of(), at("kafka", 19_092)))
                .containsExactly("kafka takes port 19092: its usual one, 9092, is taken");
    }

    @Test
    void whoKeepsAPortThatIsNotItsUsualOneIsNamed() {
        assertThat(told(List.of(at("orchestrator", 18_080)), at("orchestrator", 18_080)))
                .containsExactly(
                        "orchestrator keeps port 18080 of the last time; its usual one is 8080");
    }

    @Test
    void whoMovedIsNamedEvenIfItIsBackOnItsUsualPort() {
        assertThat(told(List.of(at("orchestrator", 18_080)), at("orchestrator", 8080)))
                .containsExactly(
                        "orchestrator moved from port 18080, which is taken, to 8080: tell its clients");
    }

    private static List<String> told(List<ProcessState> before, ProcessState... now) {
        return PortChanges.of(before, List.of(now), SERVICES);
    }

    private static ProcessState at(String name, int port) {
        return ProcessState.stopped(name, 1, port);
    }
}
