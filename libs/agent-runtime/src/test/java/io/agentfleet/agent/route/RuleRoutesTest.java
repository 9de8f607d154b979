package io.agentfleet.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.chat.ToolSpecification;
import io.agentfleet.agent.fake.Gateways;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.schemas.AgentName;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleRoutesTest {

    private static final Message.User ASKED = new Message.User("What is new?");

    private static RouteRule rule(String text, Tier tier) {
        return new RouteRule(
                Optional.of(RouteRule.pattern(text)),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                tier,
                text);
    }

    private static RouteQuestion question(String text, int tokens) {
        return new RouteQuestion(
                new AgentName("search"), text, Set.of(StepKind.FIRST), () -> tokens);
    }

    @Test
    void theFirstRuleThatHoldsDecidesAndSaysWhichItWas() {
        RuleRoutes routes =
                new RuleRoutes(List.of(rule("weather", Tier.LIGHT), rule("compare", Tier.PREMIUM)));
        assertThat(routes.choose(question("Compare the weather", 10)))
                .isEqualTo(new RouteChoice(Tier.LIGHT, "rule 1, 'weather'"));
        assertThat(routes.choose(question("Compare Spain and Italy", 10)))
                .isEqualTo(new RouteChoice(Tier.PREMIUM, "rule 2, 'compare'"));
        assertThat(routes.choose(question("Hello", 10)))
                .isEqualTo(new RouteChoice(Tier.STANDARD, "no rule matched"));
    }

    @Test
    void aKoreanPatternHoldsInEitherUnicodeForm() {
        RuleRoutes routes = new RuleRoutes(List.of(rule("날씨|단위 변환", Tier.LIGHT)));
        String decomposed = Normalizer.normalize("오늘 날씨 어때?", Normalizer.Form.NFD);
        assertThat(routes.choose(question(decomposed, 10)).tier()).isEqualTo(Tier.LIGHT);
        assertThat(routes.choose(question("최근 일주일 매출 분석해줘", 10)).tier()).isEqualTo(Tier.STANDARD);
    }

    @Test
    void aSizeRuleCountsTheTokensAndOthersDoNot() {
        RouteRule large =
                new RouteRule(
                        Optional.empty(),
                        OptionalInt.of(1_000),
                        OptionalInt.of(2_000),
                        Optional.of("search"),
                        Optional.of(StepKind.FIRST),
                        Tier.PREMIUM,
                        "large");
        assertThat(large.holds(question("x", 1_000))).isFalse();
        assertThat(large.holds(question("x", 1_001))).isTrue();
        assertThat(large.holds(question("x", 2_000))).isFalse();
        RouteQuestion uncounted =
                new RouteQuestion(
                        new AgentName("search"), "x", Set.of(), RuleRoutesTest::neverCounted);
        assertThat(new RuleRoutes(List.of(rule("y", Tier.LIGHT))).choose(uncounted).tier())
                .isEqualTo(Tier.STANDARD);
    }

    private static int neverCounted() {
        throw new AssertionError("counting takes time");
    }

    @Test
    void theKindOfStepIsReadFromTheConversation() {
        ToolSpecification find = new ToolSpecification("find", "1.0.0", "finds", "{}");
        Message.Assistant answer = new Message.Assistant("looking", List.of());
        Message.ToolResult result = new Message.ToolResult("c1", "find", "{}");
        assertThat(steps(List.of(ASKED, answer, ASKED), List.of(find), Optional.empty()))
                .containsExactly(StepKind.FIRST);
        assertThat(steps(List.of(ASKED, answer, result), List.of(find), Optional.of("{}")))
                .containsExactly(StepKind.LATER);
        assertThat(steps(List.of(ASKED), List.of(), Optional.of("{}")))
                .containsExactlyInAnyOrder(StepKind.FIRST, StepKind.FINAL_FORMAT);
    }

    private static Set<StepKind> steps(
            List<Message> messages, List<ToolSpecification> tools, Optional<String> schema) {
        ModelRequest request =
                new ModelRequest(new AgentName("search"), messages, tools, schema, 100);
        return RouteQuestion.of(request, Gateways.caller("acme")).steps();
    }

    @Test
    void aPatternIgnoresCaseInEveryScript() {
        Pattern pattern = RouteRule.pattern("größe");
        assertThat(pattern.matcher("GRÖßE").find()).isTrue();
    }
}
