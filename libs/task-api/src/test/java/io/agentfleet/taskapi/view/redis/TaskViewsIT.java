package io.agentfleet.taskapi.view.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.fake.InMemoryTaskViews;
import io.agentfleet.taskapi.fake.SampleEvents;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskapi.view.TaskViews.Place;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.fake.SampleTasks;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of task views, kept by the fake and by Redis alike. */
@NullUnmarked
class TaskViewsIT {

    enum Kind {
        FAKE,
        REDIS
    }

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static TestRedis redis;

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static TaskViews views(Kind kind) {
        return kind == Kind.FAKE
                ? new InMemoryTaskViews()
                : new RedisTaskViews(
                        redis.connection(),
                        redis.subscriptions(),
                        JSON,
                        Duration.ofDays(1),
                        () -> SampleTasks.NOON.plusSeconds(60));
    }

    @ParameterizedTest
    @EnumSource
    void foldTheSameViewAndKeepEachEventOnceInWhateverOrderAndPortions(Kind kind) {
        TaskViews views = views(kind);
        for (int seed = 0; seed < 20; seed++) {
            SampleEvents sample =
                    SampleEvents.of(new TaskId("fold-%s-%d".formatted(kind, seed)), "s", 3);
            List<IdentifiedEvent> shuffled = new ArrayList<>(sample.mixed(seed));
            shuffled.addAll(sample.mixed(seed + 1L));
            Random random = new Random(seed);
            Collections.shuffle(shuffled, random);
            while (!shuffled.isEmpty()) {
                List<IdentifiedEvent> portion =
                        shuffled.subList(0, 1 + random.nextInt(shuffled.size()));
                views.append(sample.task(), List.copyOf(portion));
                portion.clear();
            }
            assertThat(views.find(sample.task()))
                    .isEqualTo(TaskView.of(sample.task().value(), sample.mixed(0)));
            assertThat(views.events(sample.task(), Place.START).events())
                    .containsExactlyInAnyOrderElementsOf(sample.mixed(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsFromACursorOrFromTheStartOfANewStream(Kind kind) throws InterruptedException {
        TaskViews views = views(kind);
        SampleEvents sample = SampleEvents.of(new TaskId("place-" + kind), "s", 1);
        List<IdentifiedEvent> all = sample.mixed(1);
        assertThat(views.events(sample.task(), Place.START).events()).isEmpty();
        views.append(sample.task(), all.subList(0, 5));
        TaskViews.EventRange first = views.events(sample.task(), Place.START);
        assertThat(first.fromStart()).isTrue();
        assertThat(first.events()).hasSize(5);
        views.append(sample.task(), all.subList(3, 8));
        TaskViews.EventRange second = views.events(sample.task(), first.next());
        assertThat(second.fromStart()).isFalse();
        assertThat(second.events()).containsExactlyElementsOf(all.subList(5, 8));

        views.clear();
        assertThat(views.find(sample.task())).isEmpty();
        views.append(sample.task(), all);
        TaskViews.EventRange rebuilt = views.events(sample.task(), second.next());
        assertThat(rebuilt.fromStart()).isTrue();
        assertThat(rebuilt.events()).hasSameSizeAs(all);
        views.awaitEvents(sample.task(), Duration.ofMillis(1));
    }

    @ParameterizedTest
    @EnumSource
    void keepStepsOfATaskThatIsAcceptedLater(Kind kind) {
        TaskViews views = views(kind);
        SampleEvents sample = SampleEvents.of(new TaskId("late-" + kind), "s", 2);
        views.append(sample.task(), sample.steps().getFirst());
        assertThat(views.find(sample.task())).isEmpty();
        views.append(sample.task(), sample.events().subList(0, 1));
        assertThat(views.find(sample.task())).map(TaskView::status).contains(TaskState.RUNNING);
    }

    @ParameterizedTest
    @EnumSource
    void areListedNewestFirstInPagesThatMissNothing(Kind kind) {
        TaskViews views = views(kind);
        String session = "list-" + kind;
        for (int i = 0; i < 25; i++) {
            TaskId task = new TaskId("l-%s-%02d".formatted(kind, i));
            views.append(task, EventId.ACCEPTED, accepted(session, i / 3));
            if (i % 2 == 0) {
                views.append(task, EventId.ofTask(2), ended());
            }
        }
        List<String> all = pages(views, session, Optional.empty());
        assertThat(all)
                .containsExactlyElementsOf(
                        IntStream.iterate(24, i -> i >= 0, i -> i - 1)
                                .mapToObj(i -> "l-%s-%02d".formatted(kind, i))
                                .toList());
        assertThat(pages(views, session, Optional.of(TaskState.COMPLETED))).hasSize(13);
    }

    private static TaskEvent.Accepted accepted(String session, int second) {
        return new TaskEvent.Accepted(
                SampleTasks.NOON.plusSeconds(second),
                session,
                "default",
                "search",
                "q",
                Map.of(),
                10,
                8192);
    }

    private static TaskEvent.Ended ended() {
        return new TaskEvent.Ended(
                SampleTasks.NOON,
                TaskState.COMPLETED,
                "out",
                "",
                2,
                20,
                Money.NONE,
                1,
                30,
                List.of(),
                false);
    }

    private static List<String> pages(TaskViews views, String session, Optional<TaskState> status) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            TaskViews.Page page =
                    views.list(
                            new TaskViews.Filter(
                                    "default",
                                    Optional.of(session),
                                    status,
                                    Optional.of("search"),
                                    4,
                                    cursor));
            page.tasks().forEach(view -> seen.add(view.taskId()));
            cursor = page.next();
        } while (!cursor.isEmpty());
        return seen;
    }

    @Test
    void loseNoEventOfManyWritersAtOnce() throws InterruptedException {
        TaskViews views = views(Kind.REDIS);
        SampleEvents sample = SampleEvents.of(new TaskId("many"), "many", 24);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            List<IdentifiedEvent> mixed = sample.mixed(w);
            writers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < mixed.size(); i += 4) {
                                    views.append(sample.task(), mixed.subList(i, i + 4));
                                }
                            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(views.events(sample.task(), Place.START).events())
                .containsExactlyInAnyOrderElementsOf(sample.mixed(0));
        assertThat(views.find(sample.task())).isEqualTo(TaskView.of("many", sample.mixed(0)));
    }
}
