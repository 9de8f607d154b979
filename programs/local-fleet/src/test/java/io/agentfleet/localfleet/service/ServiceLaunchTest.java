package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localservers.process.Launch;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceLaunchTest {

    private static final FleetAddresses ADDRESSES =
            new FleetAddresses(
                    Map.of("kafka", 1, "redis", 2, "registry", 3, "agent-search", 4, "parrot", 5));

    private static Launch launch(String service, FleetSetup setup) {
        FleetHome home = new FleetHome(Path.of("/r"), Path.of("/r/.fleet"));
        return new ServiceLaunch(home, ADDRESSES, setup)
                .of(
                        new ServiceDefinition(service, 8081, "192m", "512m"),
                        service,
                        8081,
                        new StagedBuild(Path.of("/b"), "1"));
    }

    @Test
    void aUsualFleetIsQuickToStartAndKnowsNoDrill() {
        Launch usual = launch("agent-search", FleetSetup.USUAL);
        assertThat(usual.command()).contains("-Xmx192m", "-XX:TieredStopAtLevel=1");
        assertThat(usual.environment())
                .doesNotContainKeys(
                        "FLEET_DRILL", "FLEET_MODEL_PROVIDER", "FLEET_PERMITTED_TO_ALL");
    }

    @Test
    void aDrillTellsServicesOfItsModelAndAgentsOfTheBook() {
        FleetSetup drill = new FleetSetup(true, FleetSetup.Profile.LOCAL, false);
        assertThat(launch("agent-search", drill).environment())
                .containsEntry("FLEET_DRILL", "true")
                .containsEntry("FLEET_MODEL_PROVIDER", "drill")
                .containsEntry("FLEET_AGENT_EXTRA_TOOLS", "keep_book");
        assertThat(launch("parrot", drill).environment())
                .containsEntry("FLEET_PERMITTED_TO_ALL", "keep_book")
                .doesNotContainKey("FLEET_AGENT_EXTRA_TOOLS");
    }

    @Test
    void aServiceOfAGuardedFleetIsToldItsSettingsAndWhereItsTokenIs() {
        FleetSetup guarded = new FleetSetup(false, FleetSetup.Profile.LOCAL, true);
        assertThat(launch("agent-search", guarded).environment())
                .containsEntry("FLEET_ACCESS_TOKEN_FILE", "/r/.fleet/access/tokens/agent-search")
                .containsEntry(
                        "QUARKUS_CONFIG_LOCATIONS", "file:///r/.fleet/access/services.properties");
        assertThat(launch("agent-search", FleetSetup.USUAL).environment())
                .doesNotContainKeys("FLEET_ACCESS_TOKEN_FILE", "QUARKUS_CONFIG_LOCATIONS");
    }

    @Test
    void benchTakesTheHeapUnderLoadAndAllOfTheCompiler() {
        Launch bench =
                launch("agent-search", new FleetSetup(false, FleetSetup.Profile.BENCH, false));
        assertThat(bench.command())
                .contains("-Xms512m", "-Xmx512m")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }
}
