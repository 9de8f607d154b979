package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The component that gives agents a language model. */
class ModelTest {

    private static final Set<String> ASK = Set.of("orchestrator", "agent");

    @Test
    void thoseWhoAskModelsGetTheKeyAndKeepTheirSettingsAndNobodyElseGetsIt() {
        for (Deployment deployment : Manifests.of("src/test/model").all(Deployment.class)) {
            var pod = deployment.getSpec().getTemplate().getSpec();
            Container service = pod.getContainers().getFirst();
            boolean asks =
                    ASK.contains(
                            Manifests.podLabels(deployment).get("app.kubernetes.io/component"));
            long settings =
                    service.getEnvFrom().stream()
                            .filter(from -> from.getConfigMapRef().getName().startsWith("fleet-"))
                            .count();
            assertThat(settings)
                    .as(deployment.getMetadata().getName())
                    .isGreaterThanOrEqualTo(asks ? 2 : 0);
            assertThat(
                            pod.getVolumes() == null
                                    ? 0
                                    : pod.getVolumes().stream()
                                            .filter(v -> v.getName().equals("model"))
                                            .count())
                    .as(deployment.getMetadata().getName())
                    .isEqualTo(asks ? 1 : 0);
        }
    }
}
