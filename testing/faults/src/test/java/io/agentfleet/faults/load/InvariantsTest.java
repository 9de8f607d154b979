package io.agentfleet.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.faults.effects.ExecutionLog;
import io.agentfleet.faults.effects.ExecutionRecord;
import io.agentfleet.schemas.event.AgentResultEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvariantsTest {

    private final DrillTask first = task("a", 1);
    private final DrillTask second = task("b", 2);

    @Test
    void holdsWhenEachTaskEndsOnceWithEachEffectOnceInOrder() {
        Invariants invariants =
                Invariants.of(
                        List.of(first, second),
                        List.of(result(first, 0, "done"), result(second, 1, "done")),
                        book(lines(first), lines(second)));

        assertThat(invariants.held()).as(invariants.broken().toString()).isTrue();
        assertThat(invariants.effects()).isEqualTo(6);
    }

    @Test
    void namesATaskThatNeverEnded() {
        Invariants invariants = Invariants.of(List.of(first), List.of(), book(lines(first)));

        assertThat(invariants.broken()).singleElement().asString().contains("a was accepted");
    }

    @Test
    void namesAnEffectThatHappenedTwiceAndOneThatIsMissing() {
        List<ExecutionRecord> lines = new ArrayList<>(lines(first));
        lines.remove(0);
        lines.add(line(first, "writer-1", false));

        Invariants invariants =
                Invariants.of(List.of(first), List.of(result(first, 0, "done")), book(lines));

        assertThat(invariants.broken())
                .anyMatch(text -> text.contains("search-1 0 times"))
                .anyMatch(text -> text.contains("writer-1 2 times"));
    }

    @Test
    void aRepeatedExecutionWithAKnownKeyIsCountedAndBreaksNothing() {
        List<ExecutionRecord> lines = new ArrayList<>(lines(first));
        lines.add(line(first, "writer-1", true));

        Invariants invariants =
                Invariants.of(List.of(first), List.of(result(first, 0, "done")), book(lines));

        assertThat(invariants.held()).isTrue();
        assertThat(invariants.repetitions()).isEqualTo(1);
    }

    @Test
    void aResultPublishedAgainIsCountedAndOneThatDiffersIsBroken() {
        Invariants same =
                Invariants.of(
                        List.of(first),
                        List.of(result(first, 0, "done"), result(first, 1, "done")),
                        book(lines(first)));
        Invariants differs =
                Invariants.of(
                        List.of(first),
                        List.of(result(first, 0, "done"), result(first, 1, "other")),
                        book(lines(first)));

        assertThat(same.held()).isTrue();
        assertThat(same.retold()).isEqualTo(1);
        assertThat(differs.broken()).singleElement().asString().contains("outcomes that differ");
    }

    @Test
    void namesATaskThatEndedBeforeTheOneInFrontOfIt() {
        Invariants invariants =
                Invariants.of(
                        List.of(first, second),
                        List.of(result(second, 0, "done"), result(first, 1, "done")),
                        book(lines(first), lines(second)));

        assertThat(invariants.broken()).singleElement().asString().contains("b ended before");
    }

    @Test
    void namesAnEffectThatCameAfterOneOfALaterTask() {
        Invariants invariants =
                Invariants.of(
                        List.of(first, second),
                        List.of(result(first, 0, "done"), result(second, 1, "done")),
                        book(lines(second), lines(first)));

        assertThat(invariants.broken())
                .allMatch(text -> text.contains("after one of a later task"));
        assertThat(invariants.broken()).hasSize(3);
    }

    @Test
    void namesATaskThatFailed() {
        AgentResultEvent failed =
                AgentResultEvent.newBuilder(result(first, 0, "").result())
                        .setStatus("FAILED")
                        .setError("effect_ambiguous: why")
                        .build();

        Invariants invariants =
                Invariants.of(
                        List.of(first),
                        List.of(new ObservedResult(failed, 0, Instant.EPOCH)),
                        book(lines(first)));

        assertThat(invariants.broken()).singleElement().asString().contains("effect_ambiguous");
    }

    @Test
    void namesAnAttemptOfANodeWithTwoDifferentResults() {
        Invariants invariants =
                Invariants.of(
                        List.of(first),
                        List.of(
                                result(first, 0, "done"),
                                ofNode(first, 1, "one"),
                                ofNode(first, 2, "other")),
                        book(lines(first)));

        assertThat(invariants.broken()).singleElement().asString().contains("a.search, attempt 1");
    }

    private static ObservedResult ofNode(DrillTask task, long position, String output) {
        AgentResultEvent event =
                AgentResultEvent.newBuilder(result(task, position, output).result())
                        .setTaskId(task.id() + ".search")
                        .setAttempt(1)
                        .build();
        return new ObservedResult(event, position, Instant.EPOCH);
    }

    private static DrillTask task(String id, int number) {
        return new DrillTask(id, "session", number, 1, Instant.EPOCH);
    }

    private static ObservedResult result(DrillTask task, long position, String output) {
        AgentResultEvent event =
                AgentResultEvent.newBuilder()
                        .setTaskId(task.id())
                        .setRootTaskId(task.id())
                        .setSessionId(task.session())
                        .setAgent("orchestrator")
                        .setStatus("COMPLETED")
                        .setOutput(output)
                        .setCreatedAt(Instant.EPOCH)
                        .build();
        return new ObservedResult(event, position, Instant.EPOCH);
    }

    private static List<ExecutionRecord> lines(DrillTask task) {
        return task.entries().stream().map(entry -> line(task, entry, false)).toList();
    }

    private static ExecutionRecord line(DrillTask task, String entry, boolean repeated) {
        return new ExecutionRecord(
                task.id() + entry,
                task.session(),
                task.id(),
                task.id() + ".node",
                "agent",
                entry,
                "",
                repeated);
    }

    private static ExecutionLog book(List<ExecutionRecord> lines) {
        return new ExecutionLog(lines, 0);
    }

    private static ExecutionLog book(List<ExecutionRecord> lines, List<ExecutionRecord> more) {
        return book(Stream.concat(lines.stream(), more.stream()).toList());
    }
}
