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
    private final SampleEvents story = SampleEvents.of(TASK, "s", 4);

    @Test
    void givesTheRestOnceWhereverTheWatcherComesBackToAStreamRebuiltInAnotherOrder() {
        for (int seed = 0; seed < 20; seed++) {
            views.clear();
            views.append(TASK, story.endLast(seed));
            List<TaskEventFollower.Frame> first = follower(EventCursor.NONE).news();
            assertThat(first).hasSize(20);
            for (int place = 0; place < first.size(); place++) {
                views.clear();
                views.append(TASK, story.endLast(1_000L + seed * 31L + place));
                EventCursor id = EventCursor.parse(first.get(place).id().toString());
                TaskEventFollower back = follower(id);
                List<TaskEvent> all = events(first.subList(0, place + 1));
                all.addAll(events(back.news()));
                assertThat(all).containsExactlyInAnyOrderElementsOf(told());
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
            feed(story.mixed(seed), random.nextInt(20), random, follower, got);
            views.clear();
            feed(story.endLast(seed + 7L), 20, random, follower, got);
            got.addAll(events(follower.news()));
            assertThat(got).containsExactlyInAnyOrderElementsOf(told());
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
        for (IdentifiedEvent told : all.subList(0, count)) {
            views.append(TASK, List.of(told));
            if (random.nextBoolean() && !follower.isOver()) {
                got.addAll(events(follower.news()));
            }
        }
    }

    @Test
    void waitsForAStreamThatIsNotAsFarAsItsWatcher() {
        TaskEventFollower follower = follower(EventCursor.parse("5;search:1=2"));
        assertThat(follower.news()).isEmpty();
        views.append(TASK, story.story().subList(0, 3));
        assertThat(follower.news()).isEmpty();
        assertThat(follower.isOver()).isFalse();
        views.append(TASK, story.story().subList(3, 6));
        assertThat(events(follower.news())).containsExactly(story.story().get(5).event());
    }

    @Test
    void holdsTheEndBackUntilTheStoryIsWhole() {
        TaskEventFollower follower = follower(EventCursor.parse("3"));
        views.append(TASK, List.of(story.story().getLast()));
        assertThat(follower.news()).isEmpty();
        views.append(TASK, story.story());
        assertThat(events(follower.news())).hasSize(5).last().isInstanceOf(TaskEvent.Ended.class);
    }

    @Test
    void endsAtOnceForAWatcherWhoHasItAllAndGivesWhatCameLateToOneWhoDoesNot() {
        views.append(TASK, story.story());
        TaskEventFollower whole = follower(EventCursor.parse("8"));
        assertThat(whole.news()).isEmpty();
        assertThat(whole.isOver()).isTrue();
        views.append(TASK, story.steps().getFirst().subList(0, 1));
        assertThat(follower(EventCursor.parse("8")).news()).hasSize(1);
    }

    @Test
    void foldsTheSameViewWhateverTheOrder() {
        TaskView expected = TaskView.of("t", story.mixed(0)).orElseThrow();
        assertThat(expected.status()).isEqualTo(TaskState.COMPLETED);
        assertThat(expected.nodes()).hasSize(2).allMatch(n -> n.status() == TaskState.COMPLETED);
        for (int seed = 0; seed < 100; seed++) {
            List<IdentifiedEvent> shuffled = new ArrayList<>(story.mixed(seed));
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(TaskView.of("t", shuffled)).contains(expected);
        }
    }

    private TaskEventFollower follower(EventCursor seen) {
        return new TaskEventFollower(views, TASK, seen);
    }

    private List<TaskEvent> told() {
        return story.mixed(0).stream().map(IdentifiedEvent::event).toList();
    }

    private static List<TaskEvent> events(List<TaskEventFollower.Frame> frames) {
        return new ArrayList<>(frames.stream().map(TaskEventFollower.Frame::event).toList());
    }
}
