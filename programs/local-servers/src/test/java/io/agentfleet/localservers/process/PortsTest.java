package io.agentfleet.localservers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
    void givesAnyPortOnce() {
        List<Integer> given = IntStream.range(0, 200).mapToObj(i -> Ports.any()).toList();
        assertThat(given).doesNotHaveDuplicates().allMatch(p -> p < 32_768);
    }

    @Test
    void aClaimIsHeldByOneAtATime() {
        int port = Ports.free(21_001);
        try (DatagramSocket claim = Ports.claimed(port).orElseThrow()) {
            assertThat(claim.getLocalPort()).isEqualTo(port);
            assertThat(Ports.claimed(port)).isEmpty();
        }
        Ports.claimed(port).orElseThrow().close();
    }

    @Test
    void claimsNoPortOnWhichSomebodyListens() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = busy.getLocalPort();
            assertThat(Ports.claimedFree(port)).isEmpty();
            Ports.claimed(port).orElseThrow().close(); // nothing of the attempt is left
        }
    }

    @Test
    void neverGivesAPortThatTheAskerCannotUse() {
        int port = Ports.any();
        assertThat(Ports.free(port, candidate -> candidate != port)).isNotEqualTo(port);
    }
}
