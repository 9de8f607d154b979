package io.agentfleet.agentservice.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.agent.budget.Limit;
import io.agentfleet.agent.fake.ScriptedLanguageModel;
import io.agentfleet.agent.gateway.ConfiguredModel;
import io.agentfleet.agent.gateway.GatewaySettings;
import io.agentfleet.agent.gateway.Models;
import io.agentfleet.agent.gateway.UnknownPrice;
import io.agentfleet.agent.route.RouteChoice;
import io.agentfleet.agent.route.RouteQuestion;
import io.agentfleet.agent.route.StepKind;
import io.agentfleet.agent.route.Tier;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.taskmodel.run.Money;
import io.agentfleet.taskmodel.task.TokenBounds;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayAssemblyTest {

    private static final List<ConfiguredModel> MODELS =
            List.of(named("offline"), named("small"), named("large"));

    private static ConfiguredModel named(String name) {
        return new ConfiguredModel(name, new ScriptedLanguageModel(name), 1_000, Optional.empty());
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GatewayConfig.class)
                .withMapping(LimitsConfig.class)
                .withDefaultValues(settings)
                .build();
    }

    private static GatewayAssembly assembly(Map<String, String> settings) {
        return new GatewayAssembly(config(settings).getConfigMapping(GatewayConfig.class));
    }

    private static RouteChoice choose(GatewayAssembly assembly, String text, StepKind step) {
        return assembly.routes()
                .choose(new RouteQuestion(new AgentName("search"), text, Set.of(step), () -> 10));
    }

    @Test
    void withoutSettingsOneModelAnswersAllAndNothingIsKeptOrLimited() {
        GatewayAssembly usual = assembly(Map.of());
        Models models = usual.models(MODELS);
        assertThat(models.use()).isEqualTo("offline");
        assertThat(models.haveOneForAll()).isTrue();
        assertThat(usual.cache().isOn()).isFalse();
        assertThat(usual.limits().areNone()).isTrue();
        assertThat(usual.settings()).isEqualTo(GatewaySettings.DEFAULT);
    }

    @Test
    void tiersRulesAndFallbacksAreRead() {
        GatewayAssembly assembly =
                assembly(
                        Map.of(
                                "fleet.model.use", "large",
                                "fleet.model.tiers.light", "small",
                                "fleet.model.fallbacks", "large,offline",
                                "fleet.model.rules[0].when-text", "날씨|weather",
                                "fleet.model.rules[0].tier", "light",
                                "fleet.model.rules[0].reason", "short question",
                                "fleet.model.rules[1].step", "final-format",
                                "fleet.model.rules[1].tier", "light",
                                "fleet.model.rules[1].reason", "only the form"));
        Models models = assembly.models(MODELS);
        assertThat(models.of(Tier.LIGHT)).isEqualTo("small");
        assertThat(models.of(Tier.PREMIUM)).isEqualTo("large");
        assertThat(models.candidates("small"))
                .extracting(ConfiguredModel::name)
                .containsExactly("small", "large", "offline");
        assertThat(choose(assembly, "오늘 날씨?", StepKind.FIRST))
                .isEqualTo(new RouteChoice(Tier.LIGHT, "rule 1, 'short question'"));
        assertThat(choose(assembly, "Plan it", StepKind.FINAL_FORMAT).reason())
                .isEqualTo("rule 2, 'only the form'");
    }

    @Test
    void aWrongNameOrPatternFailsNamingItsSetting() {
        assertThatThrownBy(
                        () -> assembly(Map.of("fleet.model.tiers.premium", "huge")).models(MODELS))
                .hasMessage(
                        "fleet.model.tiers.premium names the model 'huge', which is not configured: use one of [large, offline, small]");
        assertThatThrownBy(() ->
                        assembly(
                                        Map.of(
                                                "fleet.model.rules[0].when-text", "(",
                                                "fleet.model.rules[0].tier", "light",
                                                "fleet.model.rules[0].reason", "x"))
                                .routes())
                .hasMessageStartingWith("fleet.model.rules: when-text '(' of the rule 'x'");
    }

    @Test
    void limitsAreReadInTokensAndDollars() {
        GatewayAssembly assembly =
                assembly(
                        Map.of(
                                "fleet.model.budget.task.dollars", "0.25",
                                "fleet.model.budget.tenants.acme.tokens", "1000000",
                                "fleet.model.budget.unknown-price", "count-tokens-only",
                                "fleet.model.cache.ttl", "1h",
                                "fleet.model.cache.live-tools", "clock,stock_price"));
        assertThat(assembly.limits().task())
                .isEqualTo(new Limit(OptionalLong.empty(), Optional.of(new Money(250_000_000))));
        assertThat(assembly.limits().tenants())
                .containsEntry("acme", new Limit(OptionalLong.of(1_000_000), Optional.empty()));
        assertThat(assembly.settings().unknownPrice()).isEqualTo(UnknownPrice.COUNT_TOKENS_ONLY);
        assertThat(assembly.cache().ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(assembly.cache().liveTools()).containsExactlyInAnyOrder("clock", "stock_price");
    }

    @Test
    void boundsOfTokenBudgetsAreReadForAllAndForOneTenant() {
        TokenBounds bounds =
                config(
                                Map.of(
                                        "fleet.limits.token-budget.default", "65536",
                                        "fleet.limits.token-budget.max", "262144",
                                        "fleet.limits.token-budget.tenants.acme.max", "65536"))
                        .getConfigMapping(LimitsConfig.class)
                        .bounds();
        assertThat(bounds.ofTask("other")).isEqualTo(new TokenBounds.Range(65_536, 512, 262_144));
        assertThat(bounds.ofTask("acme")).isEqualTo(new TokenBounds.Range(65_536, 512, 65_536));
        assertThat(config(Map.of()).getConfigMapping(LimitsConfig.class).bounds())
                .isEqualTo(TokenBounds.CONTRACT);
    }
}
