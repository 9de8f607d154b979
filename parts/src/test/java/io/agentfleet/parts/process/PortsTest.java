package io.agentfleet.parts.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void keepsThePreferredPortWhenItIsFree() {
        int port = Ports.any();
        assertThat(Ports.free(port)).isEqualTo(port);
    }

    @Test
    void picksAnotherWhenThePreferredOneIsBusy() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(busy.getLocalPort())).isFalse();
            assertThat(Ports.free(busy.getLocalPort())).isNotEqualTo(busy.getLocalPort());
        }
    }

    @Test
    void picksAPortThatNoOutgoingConnectionTakes() {
        int usual = 9_092;
        Set<Integer> promised = Set.of(usual, usual + 10_000, usual + 11_000);
        assertThat(Ports.free(usual, free -> !promised.contains(free))).isBetween(10_000, 32_767);
    }

    @Test
    void seesAServerThatListensOnAllAddresses() throws Exception {
        try (ServerSocket busy = new ServerSocket(0)) {
            assertThat(Ports.isFree(busy.getLocalPort())).isFalse();
        }
    }

    @Test
    void neverGivesAPortThatIsNotAllowed() {
        int port = Ports.any();
        assertThat(Ports.free(port, free -> free != port)).isNotEqualTo(port);
    }
}
