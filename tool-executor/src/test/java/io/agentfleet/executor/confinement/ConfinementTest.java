package io.agentfleet.executor.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agentfleet.executor.confinement.ConfinedProcess.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JVMs of their own confine themselves, then try what they must not and do what they must. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfinementTest {

    /** How the kernel and the JVM refuse; another failure would prove nothing. */
    private static final String REFUSALS =
            "(?s)refused .*(AccessDenied|not permitted|ermission denied|cross-device|error 12?$|each of them is refused"
                    + "|ExceptionInInitializer|NoClassDefFound|OutOfMemory|too large|Too many open).*";

    private ServerSocket tcp;
    private ServerSocketChannel unix;
    private Places places;
    private ConfinedChild all;

    @BeforeAll
    void oneProcessTriesAll(@TempDir Path root) throws Exception {
        for (String folder : List.of("source", "sibling", "work")) {
            Files.createDirectory(root.resolve(folder));
        }
        Files.writeString(root.resolve("source/data.csv"), "a,b\n1,2\n");
        Files.writeString(root.resolve("sibling/data.csv"), "secret\n");
        Files.createSymbolicLink(root.resolve("source/link.csv"), root.resolve("sibling/data.csv"));
        Files.createSymbolicLink(root.resolve("work/link.csv"), root.resolve("sibling/data.csv"));
        tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        unix.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
        places = new Places(root, tcp.getLocalPort(), ProcessHandle.current().pid());
        all = ConfinedChild.start(Order.TRY_ALL, places);
        all.awaitEnd();
        assumeThat(all.valuesOf("missing")).isEmpty();
    }

    @AfterAll
    void close() throws IOException {
        tcp.close();
        unix.close();
    }

    @ParameterizedTest
    @EnumSource
    void refuses(ForbiddenAttempt attempt) {
        assertThat(all.valuesOf(attempt.name())).singleElement().asString().matches(REFUSALS);
    }

    @ParameterizedTest
    @EnumSource
    void stillWorks(AllowedWork work) {
        assertThat(all.valuesOf(work.name())).singleElement().asString().startsWith("done ");
    }

    @Test
    void endsInGoodOrderAfterAllAttempts() throws Exception {
        assertThat(all.awaitEnd()).isZero();
        assertThat(Files.readString(places.source().resolve("data.csv"))).isEqualTo("a,b\n1,2\n");
        assertThat(Files.readString(places.sibling().resolve("data.csv"))).isEqualTo("secret\n");
    }

    @Test
    void exitsAsItIsTold() throws Exception {
        assertThat(ConfinedChild.start(Order.EXIT, places).awaitEnd()).isZero();
    }

    @Test
    void isKilledWhenItsCpuTimeIsUsedUp() throws Exception {
        ConfinedChild child = ConfinedChild.start(Order.BURN_CPU, places);

        assertThat(child.awaitEnd()).isEqualTo(ConfinedChild.killedBy("SIGXCPU"));
    }

    @Test
    void leavesNoCoreFile() throws Exception {
        ConfinedChild child = ConfinedChild.start(Order.CRASH, places);

        assertThat(child.awaitEnd()).isEqualTo(ConfinedChild.killedBy("SIGABRT"));
        try (var files = Files.list(places.work())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("core"));
        }
    }

    @Test
    void endsWithTheThreadThatStartedIt() throws Exception {
        ConfinedChild[] child = new ConfinedChild[1];
        Thread parent =
                Thread.ofPlatform()
                        .start(() -> {
                            child[0] = ConfinedChild.start(Order.WAIT, places);
                            child[0].awaitLine("confined");
                        });
        parent.join(TimeUnit.SECONDS.toMillis(60));

        assertThat(child[0].awaitEnd()).isEqualTo(ConfinedChild.killedBy("SIGKILL"));
    }

    @Test
    void saysWhatIsMissingOnAnotherProcessorAndGoesOn() throws Exception {
        ConfinedChild child = ConfinedChild.start(Order.EXIT, places, "-Dos.arch=riscv64");

        assertThat(child.awaitEnd()).isZero();
        assertThat(child.valuesOf("missing"))
                .singleElement()
                .asString()
                .startsWith("no limits at all: this is Linux on riscv64");
    }
}
