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
    void givesAProcessThePortItHadBeforeWhetherItsUsualOneIsBusyOrFreeAgain() throws Exception {
        int before = freePort();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortAllocator book = new PortAllocator(Map.of("a", before));
            assertThat(book.choose("a", busy.getLocalPort())).isEqualTo(before);
            book.release("a");
        }
        int usual = freePort(before + 1);
        PortAllocator book = new PortAllocator(Map.of("a", before));
        assertThat(book.choose("a", usual)).isEqualTo(before);
    }

    @Test
    void givesAProcessItsUsualPortWhenTheOneItHadBeforeIsTaken() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int usual = freePort();
            PortAllocator book = new PortAllocator(Map.of("a", busy.getLocalPort()));
            assertThat(book.choose("a", usual)).isEqualTo(usual);
        }
    }

    @Test
    void keepsThePortOfAProcessThatRuns() {
        int port = freePort();
        PortAllocator book = new PortAllocator(Map.of());
        book.keep("a", port);
        assertThat(book.choose("a", 21_100)).isEqualTo(port);
        assertThat(book.choose("other", port)).isNotEqualTo(port);
    }

    @Test
    void givesNoPortThatAnotherFleetHasChosenButDoesNotListenOnYet() {
        int usual = freePort();
        PortAllocator other = new PortAllocator(Map.of());
        PortAllocator book = new PortAllocator(Map.of());
        assertThat(other.choose("a", usual)).isEqualTo(usual);
        assertThat(book.choose("a", usual)).isNotEqualTo(usual);
        other.release("a");
        assertThat(new PortAllocator(Map.of()).choose("a", usual)).isEqualTo(usual);
    }

    @Test
    void aProcessMovesFromAPortOnWhichSomebodyElseListensAndKeepsTheOthers() throws Exception {
        PortAllocator book = new PortAllocator(Map.of());
        int port = book.choose("kafka", freePort());
        int second = book.choose("kafka/controller", port);
        assertThat(book.moveFromTaken("kafka")).isFalse();
        try (ServerSocket stranger =
                new ServerSocket(second, 1, InetAddress.getLoopbackAddress())) {
            assertThat(book.moveFromTaken("kafka")).isTrue();
            assertThat(book.of("kafka/controller")).isNotIn(port, stranger.getLocalPort());
            assertThat(book.addresses().of("kafka")).isEqualTo("localhost:" + port);
        }
        assertThat(book.choose("kafka", 21_100)).as("of one that has a port").isEqualTo(port);
    }

    /** One that nobody has claimed yet. */
    private static int freePort() {
        return freePort(21_101);
    }

    private static int freePort(int preferred) {
        return Ports.free(
                preferred,
                port -> {
                    Optional<DatagramSocket> claim = Ports.claimed(port);
                    claim.ifPresent(DatagramSocket::close);
                    return claim.isPresent();
                });
    }
}
