package io.agentfleet.localfleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localservers.process.Ports;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortAllocatorTest {

    @Test
    void neverGivesOnePortToTwo() {
        int usual = freePort();
        PortAllocator book = new PortAllocator(Map.of());
        assertThat(book.choose("a", usual)).isEqualTo(usual);
        assertThat(book.choose("b", usual)).isNotEqualTo(usual);
    }

    @Test
    void givesAProcessThePortItHadBeforeWhenItsUsualOneIsBusy() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int before = freePort();
            PortAllocator book = new PortAllocator(Map.of("a", before));
            assertThat(book.choose("a", busy.getLocalPort())).isEqualTo(before);
        }
    }

    @Test
    void keepsThePortOfAProcessThatRuns() {
        int port = freePort();
        PortAllocator book = new PortAllocator(Map.of());
        assertThat(book.keep(port)).isEqualTo(port);
        assertThat(book.choose("other", port)).isNotEqualTo(port);
    }

    @Test
    void givesNoPortThatAnotherFleetHasChosenButDoesNotListenOnYet() {
        int usual = freePort();
        PortAllocator other = new PortAllocator(Map.of());
        PortAllocator book = new PortAllocator(Map.of());
        assertThat(other.choose("a", usual)).isEqualTo(usual);
        assertThat(book.choose("a", usual)).isNotEqualTo(usual);
        other.release(usual);
        assertThat(book.choose("a", usual)).isEqualTo(usual);
    }

    /** One that nobody has claimed yet. */
    private static int freePort() {
        return Ports.free(
                21_101,
                port -> {
                    Optional<DatagramSocket> claim = Ports.claimed(port);
                    claim.ifPresent(DatagramSocket::close);
                    return claim.isPresent();
                });
    }
}
