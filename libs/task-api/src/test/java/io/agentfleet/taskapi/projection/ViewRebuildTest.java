package io.agentfleet.taskapi.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewRebuildTest {

    private static final ViewOffset DONE = new ViewOffset(700, 0, 500, 1_000, 3_000);

    @Test
    void showsTheProgressOfARebuild() {
        ViewOffset half = new ViewOffset(600, 100, 1_100, 1_000, 0);
        assertThat(ViewRebuild.progress(List.of(DONE, half), 2, 5_000))
                .isEqualTo(new ViewRebuild.Progress("running", 500, 1_000, 250, 4.0, 2));
    }

    @Test
    void showsTheDurationOfTheLastRebuild() {
        assertThat(ViewRebuild.progress(List.of(DONE), 1, 900_000))
                .isEqualTo(new ViewRebuild.Progress("idle", 0, 500, 250, 2.0, 1));
    }

    @Test
    void runsUntilEveryPartitionWasBegun() {
        assertThat(ViewRebuild.progress(List.of(DONE), 12, 5_000).state()).isEqualTo("running");
        assertThat(ViewRebuild.progress(List.of(), 12, 5_000).state()).isEqualTo("running");
    }

    @Test
    void leavesOutWhatWasRebuiltLongBefore() {
        ViewOffset later = new ViewOffset(50, 0, 50, 500_000, 501_000);
        assertThat(ViewRebuild.progress(List.of(DONE, later), 2, 900_000))
                .isEqualTo(new ViewRebuild.Progress("idle", 0, 50, 50, 1.0, 1));
    }
}
