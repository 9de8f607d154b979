package io.agentfleet.localfleet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.state.FleetSetup;
import io.agentfleet.localfleet.state.ModelChoice;
import io.agentfleet.localservers.process.Launch;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLaunchTest {

    private static final FleetAddresses ADDRESSES =
            new FleetAddresses(
                    Map.of(
                            "kafka",
                            1,
                            "redis",
                            2,
                            "registry",
                            3,
                            "agent-search",
                            4,
                            "parrot",
                            5,
                            "orchestrator",
                            6,
                            "tool-registry",
                            7,
                            "tool-executor",
                            8));

    @TempDir Path root;

    private Launch launch(String service, FleetSetup setup) {
        FleetHome home = new FleetHome(root, root.resolve(".fleet"));
        return new ServiceLaunch(home, ADDRESSES, setup)
                .of(
                        new ServiceDefinition(service, 8081, "192m", "512m"),
                        service,
                        8081,
                        new StagedBuild(root, "1"));
    }

    @Test
    void aUsualFleetIsQuickToStartAndKnowsNoDrill() {
        Launch usual = launch("agent-search", FleetSetup.DEFAULT);
        assertThat(usual.command()).contains("-Xmx192m", "-XX:TieredStopAtLevel=1");
        assertThat(usual.command()).endsWith("-jar", root.resolve("quarkus-run.jar").toString());
        assertThat(usual.environment())
                .doesNotContainKeys("FLEET_DRILL", "FLEET_MODEL_USE", "FLEET_PERMITTED_TO_ALL");
    }

    @Test
    void aDrillConfiguresTheModelOfServicesAndTheBookOfAgents() throws IOException {
        build();
        FleetSetup drill = new FleetSetup(true, FleetSetup.Profile.LOCAL, false);
        assertThat(launch("agent-search", drill).environment())
                .containsEntry("FLEET_DRILL", "true")
                .containsEntry("FLEET_MODEL_USE", "drill")
                .containsEntry("FLEET_AGENT_EXTRA_TOOLS", "keep_book");
        assertThat(launch("parrot", drill).environment())
                .containsEntry("FLEET_PERMITTED_TO_ALL", "keep_book")
                .doesNotContainKey("FLEET_AGENT_EXTRA_TOOLS");
    }

    @Test
    void aDrillStartsTheSameApplicationWithFailpointsBehindItOnTheClassPath() throws IOException {
        build();

        List<String> command =
                launch("agent-search", new FleetSetup(true, FleetSetup.Profile.LOCAL, false))
                        .command();

        Path copy = root.resolve("failpoints.jar");
        assertThat(command)
                .endsWith(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        root.resolve("quarkus-run.jar") + File.pathSeparator + copy,
                        "app.Main")
                .doesNotContain("-jar");
        assertThat(copy).hasContent("built");
    }

    @Test
    void aDrillWhoseModuleIsNotBuiltSaysHowToBuildIt() throws IOException {
        build();
        Files.delete(root.resolve("testing/failpoints/target/failpoints.jar"));

        assertThatThrownBy(() ->
                        launch(
                                "agent-search",
                                new FleetSetup(true, FleetSetup.Profile.LOCAL, false)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("failpoints.jar")
                .hasMessageContaining("./fleet up --drill");
    }

    private void build() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "app.Main");
        attributes.putValue("Add-Opens", "java.base/java.lang java.base/java.nio");
        try (OutputStream jar = Files.newOutputStream(root.resolve("quarkus-run.jar"))) {
            new JarOutputStream(jar, manifest).close();
        }
        Path failpoints = root.resolve("testing/failpoints/target/failpoints.jar");
        Files.createDirectories(failpoints.getParent());
        Files.writeString(failpoints, "built");
    }

    @Test
    void aServiceOfASecuredFleetGetsItsSettingsAndThePathOfItsToken() {
        FleetSetup secured = new FleetSetup(false, FleetSetup.Profile.LOCAL, true);
        assertThat(launch("agent-search", secured).environment())
                .containsEntry(
                        "FLEET_ACCESS_TOKEN_FILE",
                        root.resolve(".fleet/access/tokens/agent-search").toString())
                .containsEntry(
                        "QUARKUS_CONFIG_LOCATIONS",
                        root.resolve(".fleet/access/services.properties").toUri().toString());
        for (String service : List.of("orchestrator", "tool-registry")) {
            assertThat(launch(service, secured).environment())
                    .containsEntry(
                            "FLEET_ACCESS_GRANTS_KEY_FILE",
                            root.resolve(".fleet/access/grants.key").toString());
        }
        for (String service : List.of("agent-search", "parrot")) {
            assertThat(launch(service, secured).environment())
                    .doesNotContainKey("FLEET_ACCESS_GRANTS_KEY_FILE");
        }
        assertThat(launch("agent-search", FleetSetup.DEFAULT).environment())
                .doesNotContainKeys("FLEET_ACCESS_TOKEN_FILE", "QUARKUS_CONFIG_LOCATIONS");
    }

    @Test
    void aServiceShowsRedisThePasswordOfTheFleetButTheOneThatRunsForeignCodeKnowsNone()
            throws IOException {
        Launch agent = launch("agent-search", FleetSetup.DEFAULT);
        String password = Files.readString(root.resolve(".fleet/redis/fleet")).strip();
        assertThat(agent.environment())
                .containsEntry("REDIS_URL", "redis://fleet:" + password + "@localhost:2");
        assertThat(agent.command()).noneMatch(word -> word.contains(password));
        assertThat(launch("tool-executor", FleetSetup.DEFAULT).environment().toString())
                .doesNotContain(password);
    }

    @Test
    void aChosenModelReachesThoseWhoAskModelsAndItsKeyOnlyByThePathOfItsFile() {
        FleetSetup chosen =
                FleetSetup.DEFAULT.with(
                        Optional.of(
                                new ModelChoice(
                                        "anthropic",
                                        "claude-x",
                                        Optional.of("http://localhost:9"),
                                        Optional.of("/home/me/key"))));
        for (String service : List.of("agent-search", "orchestrator")) {
            assertThat(launch(service, chosen).environment())
                    .containsEntry("FLEET_MODEL_USE", "main")
                    .containsEntry("FLEET_LIMITS_TOKEN_BUDGET_DEFAULT", "65536")
                    .containsEntry("FLEET_MODELS_MAIN_PROVIDER", "anthropic")
                    .containsEntry("FLEET_MODELS_MAIN_MODEL", "claude-x")
                    .containsEntry("FLEET_MODELS_MAIN_BASE_URL", "http://localhost:9")
                    .containsEntry("FLEET_MODELS_MAIN_API_KEY_FILE", "/home/me/key");
        }
        for (String service : List.of("tool-registry", "tool-executor")) {
            assertThat(launch(service, chosen).environment())
                    .doesNotContainKeys("FLEET_MODEL_USE", "FLEET_MODELS_MAIN_API_KEY_FILE");
        }
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
