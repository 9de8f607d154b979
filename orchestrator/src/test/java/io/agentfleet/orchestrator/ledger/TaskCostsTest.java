package io.agentfleet.orchestrator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.ModelUsage;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.run.TokenUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskCostsTest {

    @Test
    void eachCallCountsOnceInWhateverOrderPortionsAndNumberTheyCome() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<ModelCall> calls = SampleCalls.random("t", "default", 40, random);
            List<ModelCall> received = new ArrayList<>(calls);
            received.addAll(calls.subList(0, 20));
            Collections.shuffle(received, random);

            TaskCosts account = TaskCosts.before(calls.getFirst());
            while (!received.isEmpty()) {
                List<ModelCall> portion = received.subList(0, 1 + random.nextInt(received.size()));
                account = account.with(List.copyOf(portion));
                portion.clear();
            }

            assertThat(account.sums()).isEqualTo(SampleCalls.sum(calls));
            assertThat(account).isEqualTo(TaskCosts.before(calls.getFirst()).with(calls));
            assertThat(account.with(calls)).isSameAs(account);
        }
    }

    @Test
    void anAnswerFromTheCacheIsAHitAndNoCall() {
        ModelUsage hit =
                new ModelUsage("m", "", "", true, new TokenUsage(70, 30, 20, 10), Money.NONE);

        assertThat(CostSums.of(hit)).isEqualTo(new CostSums(0, 1, 0, 0, 0, 0, 100, Money.NONE));
    }

    @Test
    void sumsAreExactToABillionthOfADollar() {
        CostSums tenth = CostSums.of(SampleCalls.usage(1, 1, 100_000_001));
        CostSums sum = CostSums.NONE;
        for (int i = 0; i < 1_000_000; i++) {
            sum = sum.plus(tenth);
        }

        assertThat(sum.cost().usd()).isEqualByComparingTo("100000.001");
    }

    @Test
    void everyWayToAddUpGivesTheSameTotal() {
        List<TaskCosts> accounts = new ArrayList<>();
        List<ModelCall> all = new ArrayList<>();
        for (int task = 0; task < 20; task++) {
            List<ModelCall> calls =
                    SampleCalls.random("t" + task, "tenant" + task % 3, 15, new Random(task));
            all.addAll(calls);
            accounts.add(TaskCosts.before(calls.getFirst()).with(calls));
        }

        for (CostBy by : CostBy.values()) {
            CostReport.Builder builder =
                    new CostReport.Builder(by, SampleCalls.DAY, SampleCalls.DAY.plusDays(2));
            accounts.forEach(builder::add);
            CostReport whole = builder.build(1_000, true);
            assertThat(whole.total()).as("by %s", by).isEqualTo(SampleCalls.sum(all));
            assertThat(whole.rows().stream().map(CostReport.Row::sums).reduce(CostSums::plus))
                    .contains(whole.total());
            CostReport one = builder.build(1, true);
            assertThat(one.rows()).containsExactly(whole.rows().getFirst());
            assertThat(one.rowsLeftOut()).isEqualTo(whole.rows().size() - 1);
            assertThat(one.total()).isEqualTo(whole.total());
        }
    }

    @Test
    void aReportHasTheDearestFirstAndDaysInTheirOrder() {
        TaskCosts cheap = account("cheap", 0, 1);
        TaskCosts dear = account("dear", 2, 1_000);
        TaskCosts outside = account("outside", 3, 5_000);

        assertThat(names(CostBy.TASK, cheap, dear, outside)).containsExactly("dear", "cheap");
        assertThat(names(CostBy.NODE, cheap, dear, outside))
                .containsExactly("dear.search", "cheap.search");
        assertThat(names(CostBy.DAY, dear, cheap, outside))
                .containsExactly("2026-11-20", "2026-11-22");
    }

    private static TaskCosts account(String task, int days, long nanos) {
        ModelCall call =
                SampleCalls.call(
                        task,
                        "default",
                        1,
                        SampleCalls.DAY.plusDays(days),
                        SampleCalls.usage(1, 1, nanos));
        return TaskCosts.before(call).with(List.of(call));
    }

    private static List<String> names(CostBy by, TaskCosts... accounts) {
        CostReport.Builder builder =
                new CostReport.Builder(by, SampleCalls.DAY, SampleCalls.DAY.plusDays(2));
        for (TaskCosts account : accounts) {
            builder.add(account);
        }
        return builder.build(10, true).rows().stream().map(CostReport.Row::name).toList();
    }

    @Test
    void anUnknownWayToAddUpIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> CostBy.of("colour"))
                .isInstanceOf(FleetException.class)
                .hasMessage(
                        "costs cannot be shown by 'colour': use agent, model, tenant, day, task, node, session");
    }
}
