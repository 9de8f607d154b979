package io.agentfleet.taskapi.view.redis;

import static io.agentfleet.taskmodel.fake.SampleTasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentfleet.messaging.redis.TestRedis;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.taskapi.fake.InMemoryTaskViews;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.event.IdentifiedEvent;
import io.agentfleet.taskmodel.event.TaskEvent;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.view.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pages of tasks promise, kept by the fake and by Redis alike. */
@NullUnmarked
class TaskPagesIT {

    enum Kind {
        FAKE,
        REDIS
    }

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();
    private static TestRedis redis;

    private Instant now = NOON.plusSeconds(60);

    @BeforeAll
    static void start() {
        redis = new TestRedis();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private TaskViews views(Kind kind) {
        return kind == Kind.FAKE
                ? new InMemoryTaskViews()
                : new RedisTaskViews(
                        redis.connection(),
                        redis.subscriptions(),
                        JSON,
                        Duration.ofDays(1),
                        () -> now);
    }

    @ParameterizedTest
    @EnumSource
    void haveEachTaskOnceThoughOthersAreAddedAndChangeTheirState(Kind kind) {
        TaskViews views = views(kind);
        String tenant = "busy-" + kind;
        for (int i = 0; i < 60; i++) {
            accept(views, tenant, "old-%s-%02d".formatted(kind, i), "s", "search", i / 4);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int page = 0;
        do {
            accept(views, tenant, "new-%s-%02d".formatted(kind, page), "s", "search", 100);
            end(views, "old-%s-%02d".formatted(kind, page * 7), TaskState.COMPLETED);
            TaskViews.Page next = views.list(filter(tenant, "", "", Optional.empty(), 7, cursor));
            next.tasks().forEach(view -> seen.add(view.taskId()));
            cursor = next.next();
            page++;
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(id -> id.startsWith("old")))
                .containsExactlyElementsOf(
                        IntStream.iterate(59, i -> i >= 0, i -> i - 1)
                                .mapToObj(i -> "old-%s-%02d".formatted(kind, i))
                                .toList());
    }

    @ParameterizedTest
    @EnumSource
    void goOnAfterATaskThatLeftTheListMeanwhile(Kind kind) {
        TaskViews views = views(kind);
        String tenant = "left-" + kind;
        for (int i = 0; i < 6; i++) {
            accept(views, tenant, "left-%s-%d".formatted(kind, i), "s", "search", i / 3);
        }
        Optional<TaskState> pending = Optional.of(TaskState.PENDING);
        TaskViews.Page first = views.list(filter(tenant, "", "", pending, 2, ""));
        end(views, first.tasks().getLast().taskId(), TaskState.CANCELLED);

        assertThat(all(views, filter(tenant, "", "", pending, 2, first.next())))
                .containsExactly(
                        "left-%s-3".formatted(kind),
                        "left-%s-2".formatted(kind),
                        "left-%s-1".formatted(kind),
                        "left-%s-0".formatted(kind));
    }

    @ParameterizedTest
    @EnumSource
    void haveWhatFitsAllFiltersOfOneTenantAlone(Kind kind) {
        TaskViews views = views(kind);
        String tenant = "mixed-" + kind;
        for (int i = 0; i < 48; i++) {
            String task = "m-%s-%02d".formatted(kind, i);
            accept(
                    views,
                    i % 7 == 0 ? "other-" + kind : tenant,
                    task,
                    i % 3 == 0 ? "a" : "b",
                    i % 5 == 0 ? "writer" : "search",
                    i);
            if (i % 2 == 0) {
                end(views, task, i % 4 == 0 ? TaskState.FAILED : TaskState.COMPLETED);
            }
        }
        for (String session : List.of("", "a", "b", "none")) {
            for (String agent : List.of("", "search", "writer", "none")) {
                for (Optional<TaskState> state : states()) {
                    assertThat(all(views, filter(tenant, session, agent, state, 5, "")))
                            .as("session '%s', agent '%s', state %s", session, agent, state)
                            .containsExactlyElementsOf(expected(kind, session, agent, state));
                }
            }
        }
    }

    private static List<Optional<TaskState>> states() {
        List<Optional<TaskState>> states = new ArrayList<>(List.of(Optional.empty()));
        List.of(TaskState.values()).forEach(state -> states.add(Optional.of(state)));
        return states;
    }

    private static List<String> expected(
            Kind kind, String session, String agent, Optional<TaskState> state) {
        return IntStream.iterate(47, i -> i >= 0, i -> i - 1)
                .filter(i -> i % 7 != 0)
                .filter(i -> session.isEmpty() || session.equals(i % 3 == 0 ? "a" : "b"))
                .filter(i -> agent.isEmpty() || agent.equals(i % 5 == 0 ? "writer" : "search"))
                .filter(i -> state.isEmpty() || state.get() == stateOf(i))
                .mapToObj(i -> "m-%s-%02d".formatted(kind, i))
                .toList();
    }

    private static TaskState stateOf(int i) {
        if (i % 2 != 0) {
            return TaskState.PENDING;
        }
        return i % 4 == 0 ? TaskState.FAILED : TaskState.COMPLETED;
    }

    @Test
    void endShortOfTheirLimitRatherThanLookAtEverything() {
        TaskViews views = views(Kind.REDIS);
        accept(views, "large", "large-wanted", "a", "writer", 0);
        for (int i = 0; i < 2_100; i++) {
            accept(views, "large", "large-a-" + i, "a", "search", 1);
            accept(views, "large", "large-w-" + i, "b", "writer", 1);
        }
        TaskViews.Filter few = filter("large", "a", "writer", Optional.empty(), 5, "");

        assertThat(views.list(few).tasks()).isEmpty();
        assertThat(all(views, few)).containsExactly("large-wanted");
    }

    @Test
    void comeBackWithAReplayOfTheLogIfTheirIndexesWereLost() {
        TaskViews views = views(Kind.REDIS);
        accept(views, "lost", "lost-1", "a", "writer", 1);
        accept(views, "lost", "lost-2", "a", "writer", 2);
        end(views, "lost-2", TaskState.FAILED);
        redis.connection().deleteAll("fleet:tasks:*");
        TaskViews.Filter everything = filter("lost", "", "", Optional.empty(), 5, "");
        assertThat(all(views, everything)).isEmpty();

        accept(views, "lost", "lost-1", "a", "writer", 1);
        accept(views, "lost", "lost-2", "a", "writer", 2);
        end(views, "lost-2", TaskState.FAILED);

        assertThat(all(views, everything)).containsExactly("lost-2", "lost-1");
        assertThat(all(views, filter("lost", "", "", Optional.of(TaskState.PENDING), 5, "")))
                .containsExactly("lost-1");
    }

    @Test
    void leaveOutTasksThatAreTooOldOrGone() {
        TaskViews views = views(Kind.REDIS);
        accept(views, "aged", "aged-old", "a", "writer", 1);
        now = NOON.plus(Duration.ofDays(1)).plusSeconds(2);
        accept(views, "aged", "aged-gone", "a", "writer", 86_000);
        accept(views, "aged", "aged-new", "a", "writer", 86_400);
        redis.connection().execute("DEL", "fleet:task:{aged-gone}");

        assertThat(all(views, filter("aged", "", "", Optional.empty(), 5, "")))
                .containsExactly("aged-new");
        assertThat(all(views, filter("aged", "a", "writer", Optional.empty(), 1, "")))
                .containsExactly("aged-new");
    }

    @Test
    void goOnFromACursorOfTheVersionBefore() {
        TaskViews views = views(Kind.REDIS);
        for (int i = 0; i < 4; i++) {
            accept(views, "before", "before-" + i, "a", "writer", 1);
        }
        String cursor = NOON.plusSeconds(1).toEpochMilli() + "-before-2";

        assertThat(all(views, filter("before", "", "", Optional.empty(), 5, cursor)))
                .containsExactly("before-1", "before-0");
    }

    private static void accept(
            TaskViews views, String tenant, String task, String session, String agent, int second) {
        views.append(
                new TaskId(task),
                EventId.ACCEPTED,
                new TaskEvent.Accepted(
                        NOON.plusSeconds(second), session, tenant, agent, "q", Map.of(), 10, 8192));
    }

    private static void end(TaskViews views, String task, TaskState state) {
        TaskEvent ended =
                new TaskEvent.Ended(
                        NOON, state, "out", "", 2, 20, Money.NONE, 1, 30, List.of(), false);
        views.append(new TaskId(task), List.of(new IdentifiedEvent(EventId.ofTask(2), ended)));
    }

    private static TaskViews.Filter filter(
            String tenant,
            String session,
            String agent,
            Optional<TaskState> state,
            int limit,
            String cursor) {
        return new TaskViews.Filter(
                tenant,
                Optional.of(session).filter(s -> !s.isEmpty()),
                state,
                Optional.of(agent).filter(a -> !a.isEmpty()),
                limit,
                cursor);
    }

    /** The ids of all pages from the filter's cursor on. */
    private static List<String> all(TaskViews views, TaskViews.Filter filter) {
        List<String> ids = new ArrayList<>();
        TaskViews.Filter next = filter;
        while (true) {
            TaskViews.Page page = views.list(next);
            page.tasks().stream().map(TaskView::taskId).forEach(ids::add);
            if (page.next().isEmpty()) {
                return ids;
            }
            next =
                    new TaskViews.Filter(
                            filter.tenant(),
                            filter.sessionId(),
                            filter.status(),
                            filter.agent(),
                            filter.limit(),
                            page.next());
        }
    }
}
