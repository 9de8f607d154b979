package io.agentfleet.pause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PausePointsTest {

    @TempDir Path folder;

    @Test
    void passesABoundaryThatNobodyArmed() {
        new PausePoints(folder, "agent-search").reached(Boundary.CLAIMED);

        assertThat(new PauseBoard(folder).held(Boundary.CLAIMED)).isEmpty();
    }

    @Test
    void holdsTheInstanceThatReachesAnArmedBoundaryUntilItIsLetGo() throws Exception {
        PauseBoard board = new PauseBoard(folder);
        board.arm("agent-search", Boundary.CLAIMED);

        Thread run = reaching("agent-search-2", Boundary.CLAIMED);

        await().untilAsserted(
                        () -> assertThat(board.held(Boundary.CLAIMED)).contains("agent-search-2"));
        assertThat(run.isAlive()).isTrue();
        board.release("agent-search-2", Boundary.CLAIMED);
        run.join();
        assertThat(board.held(Boundary.CLAIMED)).isEmpty();
    }

    @Test
    void holdsOnlyOneThreadPerArming() {
        PauseBoard board = new PauseBoard(folder);
        board.arm("agent-search", Boundary.CLAIMED);

        var threads =
                Stream.of("agent-search", "agent-search-2", "agent-search-3")
                        .map(name -> reaching(name, Boundary.CLAIMED))
                        .toList();

        await().untilAsserted(
                        () -> assertThat(threads.stream().filter(Thread::isAlive)).hasSize(1));
        assertThat(board.held(Boundary.CLAIMED)).isPresent();
        board.clear();
        await().untilAsserted(() -> assertThat(threads).noneMatch(Thread::isAlive));
    }

    @Test
    void aReleaseThatCameTooLateForSomebodyLetsNobodyElseGo() {
        PauseBoard board = new PauseBoard(folder);
        board.release("agent-search", Boundary.CLAIMED);
        board.arm("agent-search", Boundary.CLAIMED);

        Thread run = reaching("agent-search", Boundary.CLAIMED);

        await().untilAsserted(() -> assertThat(board.held(Boundary.CLAIMED)).isPresent());
        board.release("agent-search", Boundary.CLAIMED);
        await().until(() -> !run.isAlive());
    }

    @Test
    void leavesOtherServicesAndBoundariesAlone() {
        PauseBoard board = new PauseBoard(folder);
        board.arm("agent-search", Boundary.CLAIMED);

        new PausePoints(folder, "agent-writer").reached(Boundary.CLAIMED);
        new PausePoints(folder, "agent-search").reached(Boundary.TOOL_CALLED);

        assertThat(board.held(Boundary.CLAIMED)).isEmpty();
    }

    @Test
    void anInterruptedThreadGoesOnStaysInterruptedAndLeavesNoTrace() throws Exception {
        PauseBoard board = new PauseBoard(folder);
        board.arm("agent-search", Boundary.CLAIMED);
        boolean[] interrupted = new boolean[1];
        Thread run =
                Thread.ofVirtual()
                        .start(() -> {
                            new PausePoints(folder, "agent-search").reached(Boundary.CLAIMED);
                            interrupted[0] = Thread.currentThread().isInterrupted();
                        });

        await().untilAsserted(() -> assertThat(board.held(Boundary.CLAIMED)).isPresent());
        run.interrupt();

        run.join();
        assertThat(interrupted[0]).isTrue();
        assertThat(board.held(Boundary.CLAIMED)).isEmpty();
    }

    @Test
    void forgetsAnInstanceThatIsGone() throws Exception {
        PauseBoard board = new PauseBoard(folder);
        Files.writeString(folder.resolve("agent-search.claimed"), "");

        board.forget("agent-search", Boundary.CLAIMED);

        assertThat(board.held(Boundary.CLAIMED)).isEmpty();
    }

    private Thread reaching(String instance, Boundary boundary) {
        return Thread.ofVirtual().start(() -> new PausePoints(folder, instance).reached(boundary));
    }
}
