package io.agentfleet.tools.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.grant.GrantKeys;
import io.agentfleet.access.grant.TaskGrant;
import io.agentfleet.access.grant.TaskGrants;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallArguments;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.catalog.SampleDrafts;
import io.agentfleet.tools.catalog.ToolCatalog;
import io.agentfleet.tools.guard.CallCounts.Counts;
import io.agentfleet.tools.registration.OpenRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardChainTest {

    private static final String GOOD = "{\"sql\":\"select 1\"}";
    private static final Permissions PERMISSIONS =
            new Permissions(Map.of("analysis", List.of("query_database", "drop_table", "gone")));
    private static final CallLimits LIMITS = new CallLimits(50, 5, 3);

    private final ToolCatalog catalog = ToolCatalog.open();
    private final AtomicInteger counted = new AtomicInteger();
    private Optional<TaskGrants> grants = Optional.empty();
    private String grant = "";

    GuardChainTest() {
        OpenRegistration registration = new OpenRegistration(catalog);
        registration.register(SampleDrafts.query("localhost:1"));
        registration.register(risky("drop_table", "forbidden"));
    }

    private static io.agentfleet.tools.catalog.DefinitionDraft risky(String name, String risk) {
        return SampleDrafts.draft(name, "1.0.0", "{\"type\":\"object\"}", "localhost:1", 0, risk);
    }

    @ParameterizedTest(name = "{0} of {1} at depth {2}, counts {3} {4} {5}: {6}")
    @CsvSource({
        "query_database, analysis, 0,  1,   1, 1, allowed",
        "query_database, analysis, 5, 50, 600, 2, allowed",
        "no_such_tool,   analysis, 0,  1,   1, 1, UNKNOWN_TOOL",
        "gone,           analysis, 0,  1,   1, 1, UNKNOWN_TOOL",
        "query_database, writer,   0,  1,   1, 1, PERMISSION_DENIED",
        "query_database, analysis, 6,  1,   1, 1, DEPTH_LIMIT_REACHED",
        "query_database, analysis, 0, 51,   1, 1, CALL_LIMIT_REACHED",
        "query_database, analysis, 0,  1, 601, 1, CALL_LIMIT_REACHED",
        "query_database, analysis, 0,  3,   3, 3, LOOP_DETECTED",
        "drop_table,     analysis, 0,  1,   1, 1, PERMISSION_DENIED"
    })
    void asksTheGuardsInOrder(
            String tool, String agent, int depth, long task, long rate, long same, String wanted) {
        String arguments = tool.equals("query_database") ? GOOD : "{}";
        Verdict verdict = judge(tool, agent, depth, arguments, new Counts(task, rate, same));
        assertThat(name(verdict)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sql\":7}                    | at /sql",
                "{}                             | sql",
                "[]                             | object",
                "{\"sql\":\"x\",\"table\":\"t\"} | table",
                "select 1                       | not JSON"
            })
    void refusesArgumentsThatMissTheSchema(String arguments, String said) {
        Verdict verdict = judge("query_database", "analysis", 0, arguments, new Counts(1, 1, 1));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_TOOL_ARGUMENTS);
                            assertThat(refused.reason()).contains(said);
                        });
    }

    @Test
    void countsACallOnceAndOnlyIfItMayBeMade() {
        judge("query_database", "writer", 0, GOOD, new Counts(1, 1, 1));
        judge("query_database", "analysis", 0, "{}", new Counts(1, 1, 1));
        judge("query_database", "analysis", 6, GOOD, new Counts(1, 1, 1));
        assertThat(counted).hasValue(0);
        judge("query_database", "analysis", 0, GOOD, new Counts(1, 1, 1));
        assertThat(counted).hasValue(1);
    }

    @Test
    void whereCallersShowTokensTheGrantOfTheTaskIsAskedForFirst(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("grants.key");
        Files.writeString(file, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        TaskGrants signer =
                new TaskGrants(new GrantKeys(file), Duration.ZERO, InstantSource.system());
        grants = Optional.of(signer);

        assertThat(judge("query_database", "analysis", 0, GOOD, new Counts(1, 1, 1)))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
                            assertThat(refused.reason())
                                    .contains("'analysis'", "t-1.n", "agent.tasks.orchestrator");
                        });
        grant = signed(signer, "analysis");
        assertThat(judge("query_database", "analysis", 0, GOOD, new Counts(1, 1, 1)))
                .isEqualTo(Verdict.ALLOWED);
        grant = signed(signer, "search");
        assertThat(name(judge("no_such_tool", "analysis", 0, GOOD, new Counts(1, 1, 1))))
                .isEqualTo("PERMISSION_DENIED");
    }

    private static String signed(TaskGrants signer, String agent) {
        TaskId task = new TaskId("t-1");
        return signer.sign(
                new TaskGrant(
                        new TaskGrant.Work("default", task, task.node("n"), new AgentName(agent)),
                        Instant.now().plusSeconds(60)));
    }

    private Verdict judge(String tool, String agent, int depth, String arguments, Counts counts) {
        CallCounts fixed =
                call -> {
                    counted.incrementAndGet();
                    return counts;
                };
        Call call =
                new Call(
                        tool,
                        catalog.find(tool),
                        CallArguments.parse(arguments),
                        caller(agent, depth));
        return GuardChain.of(grants, () -> PERMISSIONS, LIMITS, fixed).judge(call);
    }

    private Caller caller(String agent, int depth) {
        TaskId task = new TaskId("t-1");
        return new Caller(
                "default",
                new SessionId("s-1"),
                task.node("n"),
                task,
                new AgentName(agent),
                depth,
                1,
                "",
                "",
                grant);
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> "allowed";
            case Verdict.Refused(ErrorCode code, _) -> code.name();
        };
    }
}
