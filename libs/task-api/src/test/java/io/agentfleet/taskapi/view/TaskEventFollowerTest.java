package io.agentfleet.taskapi.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.fake.InMemoryTaskViews;
import io.agentfleet.taskapi.fake.SampleEvents;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.view.EventCursor;
import io.agentfleet.taskmodel.view.TaskView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskEventFollowerTest {

    private static final TaskId TASK = new TaskId("t");

    private final TaskViews views = new InMemoryTaskViews();
    private final SampleEvents sample = SampleEvents.of(TASK, "s", 4);

    @Test
    void givesTheRestOnceWhereverTheWatcherComesBackToAStreamRebuiltInAnotherOrder() {
        for (int seed = 0; seed < 20; seed++) {
            views.clear();
            views.append(TASK, sample.endLast(seed));
            List<TaskEventFollower.Frame> first = follower(EventCursor.NONE).newEvents();
            assertThat(first).hasSize(20);
            for (int place = 0; place < first.size(); place++) {
                views.clear();
                views.append(TASK, sample.endLast(1_000L + seed * 31L + place));
                EventCursor id = EventCursor.parse(first.get(place).id().toString());
                TaskEventFollower back = follower(id);
                List<TaskEvent> all = events(first.subList(0, place + 1));
                all.addAll(events(back.newEvents()));
                assertThat(all).containsExactlyInAnyOrderElementsOf(events());
                assertThat(all.getLast()).isInstanceOf(TaskEvent.Ended.class);
                assertThat(back.isOver()).isTrue();
            }
        }
    }

    @Test
    void givesEachEventOnceWhileTheStreamIsLostAndRebuiltUnderAWatcher() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            views.clear();
            TaskEventFollower follower = follower(EventCursor.NONE);
            List<TaskEvent> got = new ArrayList<>();
            feed(sample.mixed(seed), random.nextInt(20), random, follower, got);
            views.clear();
            feed(sample.endLast(seed + 7L), 20, random, follower, got);
            got.addAll(events(follower.newEvents()));
            assertThat(got).containsExactlyInAnyOrderElementsOf(events());
            assertThat(got.getLast()).isInstanceOf(TaskEvent.Ended.class);
            assertThat(follower.isOver()).isTrue();
        }
    }

    private void feed(
            List<IdentifiedEvent> all,
            int count,
            Random random,
            TaskEventFollower follower,
            List<TaskEvent> got) {
        for (IdentifiedEvent events : all.subList(0, count)) {
            views.append(TASK, List.of(events));
            if (random.nextBoolean() && !follower.isOver()) {
                got.addAll(events(follower.newEvents()));
            }
        }
    }

    @Test
    void waitsForAStreamThatIsNotAsFarAsItsWatcher() {
        TaskEventFollower follower = follower(EventCursor.parse("5;search:1=2"));
        assertThat(follower.newEvents()).isEmpty();
        views.append(TASK, sample.events().subList(0, 3));
        assertThat(follower.newEvents()).isEmpty();
        assertThat(follower.isOver()).isFalse();
        views.append(TASK, sample.events().subList(3, 6));
        assertThat(events(follower.newEvents())).containsExactly(sample.events().get(5).event());
    }

    @Test
    void holdsTheEndBackUntilAllEventsAreThere() {
        TaskEventFollower follower = follower(EventCursor.parse("3"));
        views.append(TASK, List.of(sample.events().getLast()));
        assertThat(follower.newEvents()).isEmpty();
        views.append(TASK, sample.events());
        assertThat(events(follower.newEvents()))
                .hasSize(5)
                .last()
                .isInstanceOf(TaskEvent.Ended.class);
    }

    @Test
    void endsAtOnceForAWatcherWhoHasItAllAndGivesWhatCameLateToOneWhoDoesNot() {
        views.append(TASK, sample.events());
        TaskEventFollower whole = follower(EventCursor.parse("8"));
        assertThat(whole.newEvents()).isEmpty();
        assertThat(whole.isOver()).isTrue();
        views.append(TASK, sample.steps().getFirst().subList(0, 1));
        assertThat(follower(EventCursor.parse("8")).newEvents()).hasSize(1);
    }

    @Test
    void foldsTheSameViewWhateverTheOrder() {
        TaskView expected = TaskView.of("t", sample.mixed(0)).orElseThrow();
        assertThat(expected.status()).isEqualTo(TaskState.COMPLETED);
        assertThat(expected.nodes()).hasSize(2).allMatch(n -> n.status() == TaskState.COMPLETED);
        for (int seed = 0; seed < 100; seed++) {
            List<IdentifiedEvent> shuffled = new ArrayList<>(sample.mixed(seed));
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(TaskView.of("t", shuffled)).contains(expected);
        }
    }

    private TaskEventFollower follower(EventCursor seen) {
        return new TaskEventFollower(views, TASK, seen);
    }

    private List<TaskEvent> events() {
        return sample.mixed(0).stream().map(IdentifiedEvent::event).toList();
    }

    private static List<TaskEvent> events(List<TaskEventFollower.Frame> frames) {
        return new ArrayList<>(frames.stream().map(TaskEventFollower.Frame::event).toList());
    }
}
