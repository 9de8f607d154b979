package io.agentfleet.orchestrator.ledger;

import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskmodel.event.EventId;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Model calls for tests that do not care about most of them. */
public final class SampleCalls {

    public static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private static final List<String> AGENTS = List.of("planner", "search", "analysis", "writer");
    private static final List<String> MODELS = List.of("openai/small", "anthropic/large");

    private SampleCalls() {}

    /** A call of the agent {@code search} for the node of its name. */
    public static ModelCall call(String task, int sequence, long nanos) {
        return call(task, "default", sequence, DAY, usage(100, 10, nanos));
    }

    /** A call of a tenant's task on a day. */
    public static ModelCall call(
            String task, String tenant, int sequence, LocalDate day, ModelUsage usage) {
        TaskId root = new TaskId(task);
        return new ModelCall(
                root,
                new SessionId("s-" + task),
                tenant,
                EventId.step(root, root.node("search"), 1, sequence),
                new CostLine(
                        new CostLine.Key("search", "search", usage.model(), day),
                        CostSums.of(usage)));
    }

    public static ModelUsage usage(int input, int output, long nanos) {
        return new ModelUsage(
                "openai/small",
                "small-1",
                "the only model",
                false,
                new TokenUsage(input, output),
                new Money(nanos));
    }

    /** So many calls of a task, with whatever agents, models, days, tokens and costs. */
    public static List<ModelCall> random(String task, String tenant, int count, Random random) {
        TaskId root = new TaskId(task);
        List<ModelCall> calls = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String agent = AGENTS.get(random.nextInt(AGENTS.size()));
            boolean hit = random.nextInt(5) == 0;
            int input = random.nextInt(10_000);
            int output = random.nextInt(1_000);
            ModelUsage usage =
                    new ModelUsage(
                            MODELS.get(random.nextInt(MODELS.size())),
                            "",
                            "",
                            hit,
                            new TokenUsage(
                                    input,
                                    output,
                                    random.nextInt(input + 1),
                                    random.nextInt(output + 1)),
                            new Money(hit ? 0 : random.nextLong(100_000_000_000L)));
            calls.add(
                    new ModelCall(
                            root,
                            new SessionId("s-" + task),
                            tenant,
                            EventId.step(root, root.node(agent), 1, i),
                            new CostLine(
                                    new CostLine.Key(
                                            agent,
                                            agent,
                                            usage.model(),
                                            DAY.plusDays(random.nextInt(3))),
                                    CostSums.of(usage))));
        }
        return calls;
    }

    /** The sum of calls, one by one. */
    public static CostSums sum(List<ModelCall> calls) {
        return calls.stream().map(call -> call.line().sums()).reduce(CostSums.NONE, CostSums::plus);
    }
}
