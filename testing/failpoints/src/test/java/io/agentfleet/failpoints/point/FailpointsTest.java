package io.agentfleet.failpoints.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FailpointsTest {

    @TempDir Path folder;

    @Test
    void passesAFailpointThatNobodyArmed() {
        new Failpoints(folder, "agent-search").reached(Failpoint.CLAIMED);

        assertThat(new FailpointControl(folder).held(Failpoint.CLAIMED)).isEmpty();
    }

    @Test
    void holdsTheInstanceThatReachesAnArmedFailpointUntilItIsLetGo() throws Exception {
        FailpointControl control = new FailpointControl(folder);
        control.arm("agent-search", Failpoint.CLAIMED);

        Thread run = reaching("agent-search-2", Failpoint.CLAIMED);

        await().untilAsserted(() ->
                assertThat(control.held(Failpoint.CLAIMED)).contains("agent-search-2"));
        assertThat(run.isAlive()).isTrue();
        control.release("agent-search-2", Failpoint.CLAIMED);
        run.join();
        assertThat(control.held(Failpoint.CLAIMED)).isEmpty();
    }

    @Test
    void holdsOnlyOneThreadPerArming() {
        FailpointControl control = new FailpointControl(folder);
        control.arm("agent-search", Failpoint.CLAIMED);

        var threads =
                Stream.of("agent-search", "agent-search-2", "agent-search-3")
                        .map(name -> reaching(name, Failpoint.CLAIMED))
                        .toList();

        await().untilAsserted(
                        () -> assertThat(threads.stream().filter(Thread::isAlive)).hasSize(1));
        assertThat(control.held(Failpoint.CLAIMED)).isPresent();
        control.clear();
        await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
    }

    @Test
    void aReleaseThatCameTooLateForSomebodyLetsNobodyElseGo() {
        FailpointControl control = new FailpointControl(folder);
        control.release("agent-search", Failpoint.CLAIMED);
        control.arm("agent-search", Failpoint.CLAIMED);

        Thread run = reaching("agent-search", Failpoint.CLAIMED);

        await().untilAsserted(() -> assertThat(control.held(Failpoint.CLAIMED)).isPresent());
        control.release("agent-search", Failpoint.CLAIMED);
        await().until(() -> !run.isAlive());
    }

    @Test
    void leavesOtherServicesAndFailpointsAlone() {
        FailpointControl control = new FailpointControl(folder);
        control.arm("agent-search", Failpoint.CLAIMED);

        new Failpoints(folder, "agent-writer").reached(Failpoint.CLAIMED);
        new Failpoints(folder, "agent-search").reached(Failpoint.TOOL_CALLED);

        assertThat(control.held(Failpoint.CLAIMED)).isEmpty();
    }

    @Test
    void anInterruptedThreadGoesOnStaysInterruptedAndLeavesNoTrace() throws Exception {
        FailpointControl control = new FailpointControl(folder);
        control.arm("agent-search", Failpoint.CLAIMED);
        boolean[] interrupted = new boolean[1];
        Thread run =
                Thread.ofVirtual()
                        .start(() -> {
                            new Failpoints(folder, "agent-search").reached(Failpoint.CLAIMED);
                            interrupted[0] = Thread.currentThread().isInterrupted();
                        });

        await().untilAsserted(() -> assertThat(control.held(Failpoint.CLAIMED)).isPresent());
        run.interrupt();

        run.join();
        assertThat(interrupted[0]).isTrue();
        assertThat(control.held(Failpoint.CLAIMED)).isEmpty();
    }

    @Test
    void forgetsAnInstanceThatIsGone() throws Exception {
        FailpointControl control = new FailpointControl(folder);
        Files.writeString(folder.resolve("agent-search.claimed"), "");

        control.forget("agent-search", Failpoint.CLAIMED);

        assertThat(control.held(Failpoint.CLAIMED)).isEmpty();
    }

    private Thread reaching(String instance, Failpoint point) {
        return Thread.ofVirtual().start(() -> new Failpoints(folder, instance).reached(point));
    }
}
