package io.agentfleet.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a roll-out asks a cluster for, as in {@link BlueGreenTest}. */
class RollOutTest {

    @TempDir Path cluster;

    @BeforeEach
    void aClusterWithTwoDeployments() throws IOException {
        Assumptions.assumeTrue(
                Repository.isInstalled("kubectl"),
                "kubectl is not installed, so nothing can be rendered");
        Files.createFile(cluster.resolve("calls"));
        Files.writeString(
                cluster.resolve("deployments"),
                "deployment.apps/agent-search\ndeployment.apps/orchestrator\n");
    }

    @Test
    void waitsUntilTheNewPodsOfEveryDeploymentHaveReplacedTheOld() throws IOException {
        assertThat(rollOut().status()).isZero();

        List<String> calls = Files.readAllLines(cluster.resolve("calls"));
        assertThat(calls.getFirst()).startsWith("apply --kustomize");
        assertThat(calls.subList(1, calls.size()))
                .containsExactly(
                        "--namespace agent-fleet get deployment --output name",
                        "--namespace agent-fleet rollout status deployment.apps/agent-search --timeout=3m",
                        "--namespace agent-fleet rollout status deployment.apps/orchestrator --timeout=3m");
        assertThat(Files.readString(cluster.resolve("applied.yaml")))
                .contains("image: ghcr.io/me/fleet/orchestrator:abc");
    }

    @Test
    void failsWithTheNameOfWhatIsNotReplacedInTime() throws IOException {
        Files.writeString(cluster.resolve("not-replaced"), "orchestrator");

        Repository.Said said = rollOut();

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text())
                .contains(
                        "the new pods of deployment.apps/orchestrator have not replaced the old after 3m");
    }

    private Repository.Said rollOut() {
        String real =
                Repository.run(Map.of(), List.of("bash", "-c", "command -v kubectl"))
                        .text()
                        .strip();
        return Repository.run(
                Map.of(
                        "PATH",
                        Repository.ROOT.resolve("ci/src/test/resources")
                                + ":"
                                + System.getenv("PATH"),
                        "CLUSTER",
                        cluster.toString(),
                        "KUBECTL",
                        real,
                        "WAIT",
                        "3m"),
                List.of("ci/roll-out", "ghcr.io/me/fleet", "abc", "k8s/overlays/dev"));
    }
}
