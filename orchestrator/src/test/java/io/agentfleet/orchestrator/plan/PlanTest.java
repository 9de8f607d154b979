package io.agentfleet.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final KnownAgents AGENTS =
            asked ->
                    Set.of(
                            new AgentName("search"),
                            new AgentName("analysis"),
                            new AgentName("writer"));

    private static final String USUAL =
            """
            {"nodes":[{"id":"search","agent":"search","prompt":"find","depends_on":[]},
            {"id":"analysis","agent":"analysis","prompt":"count","depends_on":[]},
            {"id":"report","agent":"writer","prompt":"write","depends_on":["search","analysis"]}]}\
            """;

    @Test
    void readsThePlanThatAPlannerAnswers() {
        Plan plan = PlanReader.read(USUAL);

        PlanCheck.check(plan, AGENTS);
        assertThat(plan.nodes())
                .extracting(PlanNode::id)
                .containsExactly("search", "analysis", "report");
        assertThat(plan.sinks()).extracting(PlanNode::id).containsExactly("report");
    }

    @Test
    void forgivesProseAndACodeFenceAroundThePlan() {
        Plan plan = PlanReader.read("Here it is:\n```json\n" + USUAL + "\n```\nGood luck.");

        assertThat(plan.nodes()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "I cannot plan that | holds no JSON object",
                "{\"nodes\":[ | holds no JSON object",
                "{\"nodes\": oops} | is not JSON",
                "{\"steps\":[]} | no list 'nodes'",
                "{\"nodes\":[{\"id\":\"a\",\"agent\":\"search\"}]} | has no 'prompt'",
                "{\"nodes\":[{\"id\":\"a\",\"agent\":\"../x\",\"prompt\":\"p\"}]} | '../x' is not usable",
            })
    void saysWhatKeepsAnAnswerFromBeingAPlan(String answer, String reason) {
        assertThatThrownBy(() -> PlanReader.read(answer))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PLAN))
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | INVALID_PLAN | a plan of 0 nodes",
                "../a:search | INVALID_PLAN | '../a' is not usable",
                "plan:search | INVALID_PLAN | 'plan' is not usable",
                "a.b:search | INVALID_PLAN | 'a.b' is not usable",
                "a:search;a:writer | INVALID_PLAN | two nodes have the id 'a'",
                "a:search:b | INVALID_PLAN | depends on 'b', which is not in the plan",
                "a:search;b:writer:a,a | INVALID_PLAN | depends on 'a' twice",
                "a:search:b;b:search:a;c:writer:a | INVALID_PLAN | wait for each other in a circle",
                "a:search:a | INVALID_PLAN | wait for each other in a circle",
                "a:search;b:writer | INVALID_PLAN | nothing depends on the nodes [a, b]",
                "a:astrology | UNKNOWN_AGENT | 'astrology', which is not known: use one of [analysis, search, writer]",
                "a:planner | UNKNOWN_AGENT | 'planner'",
            })
    void refusesAPlanThatCannotBeCarriedOut(String nodes, ErrorCode code, String reason) {
        assertThatThrownBy(() -> PlanCheck.check(plan(nodes), AGENTS))
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(reason);
    }

    @Test
    void acceptsTwelveNodesAndRefusesThirteen() {
        assertThatCode(() -> PlanCheck.check(plan(chain(12)), AGENTS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PlanCheck.check(plan(chain(13)), AGENTS))
                .hasMessageContaining("a plan of 13 nodes: use 1 to 12");
    }

    @ParameterizedTest
    @CsvSource({
        "6000,3,0,2000",
        "9000,2,1,4000",
        "5000,1,0,5000",
        "600,2,1,266",
        "3,4,0,0",
        "-200,1,1,0",
        "100000,1,0,100000"
    })
    void sharesWhatIsLeftAndNeverMore(int left, int ready, int later, int budget) {
        assertThat(BudgetShare.next(left, ready, later)).isEqualTo(budget);
    }

    private static String chain(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> "n" + i + ":search" + (i == 0 ? "" : ":n" + (i - 1)))
                .collect(Collectors.joining(";"));
    }

    /** {@code id:agent:dependency,dependency} joined by semicolons. */
    private static Plan plan(String nodes) {
        return new Plan(
                nodes.isEmpty()
                        ? java.util.List.of()
                        : java.util.Arrays.stream(nodes.split(";", -1))
                                .map(PlanTest::node)
                                .toList());
    }

    private static PlanNode node(String text) {
        String[] parts = text.split(":", -1);
        return new PlanNode(
                parts[0],
                new AgentName(parts[1]),
                "do " + parts[0],
                parts.length < 3
                        ? java.util.List.of()
                        : java.util.List.of(parts[2].split(",", -1)));
    }
}
