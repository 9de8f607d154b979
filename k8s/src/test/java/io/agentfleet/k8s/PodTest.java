package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every pod must be, those of the parts included. */
class PodTest {

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyPodIsRestricted(String overlay) {
        assertThat(Manifests.of(overlay).all(Deployment.class))
                .isNotEmpty()
                .allSatisfy(one -> {
                    PodSpec pod = pod(one);
                    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
                    assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                    assertThat(pod.getHostNetwork()).isNull();
                    assertThat(pod.getVolumes())
                            .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
                    assertThat(PodNames.containers(pod))
                            .allSatisfy(container -> {
                                SecurityContext rights = container.getSecurityContext();
                                assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
                                assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
                                assertThat(rights.getCapabilities().getDrop())
                                        .containsExactly("ALL");
                                assertThat(rights.getCapabilities().getAdd()).isEmpty();
                            });
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyContainerSaysWhatItNeedsAndHowMuchItMayTake(String overlay) {
        assertThat(Manifests.of(overlay).all(Deployment.class))
                .flatMap(one -> PodNames.containers(pod(one)).toList())
                .allSatisfy(container -> {
                    assertThat(container.getResources().getRequests())
                            .containsOnlyKeys("cpu", "memory");
                    assertThat(container.getResources().getLimits())
                            .containsOnlyKeys("cpu", "memory");
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void probesAskForLifeAndForReadiness(String overlay) {
        assertThat(Manifests.of(overlay).services())
                .hasSize(6)
                .allSatisfy(one -> {
                    Container service = pod(one).getContainers().getFirst();
                    assertThat(asked(service.getStartupProbe())).isEqualTo("/health at http");
                    assertThat(asked(service.getLivenessProbe())).isEqualTo("/health at http");
                    assertThat(asked(service.getReadinessProbe())).isEqualTo("/ready at http");
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void aPodHasTimeToStop(String overlay) {
        int closing = 20; // what closes after Quarkus's own time: flow 5 s, views, logs, clients

        assertThat(Manifests.of(overlay).services())
                .allSatisfy(one -> {
                    long serving =
                            pod(one).getContainers()
                                    .getFirst()
                                    .getLifecycle()
                                    .getPreStop()
                                    .getSleep()
                                    .getSeconds();
                    String name = one.getMetadata().getName();
                    assertThat(pod(one).getTerminationGracePeriodSeconds())
                            .as(name)
                            .isGreaterThanOrEqualTo(
                                    serving + ServiceSettings.of(name).shutdownSeconds() + closing);
                });
    }

    /** Other options than those of its training make a JVM reject its AOT cache. */
    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void aServiceStartsWithTheCommandAndTheJvmOptionsOfItsImage(String overlay) {
        assertThat(Manifests.of(overlay).services())
                .hasSize(6)
                .flatMap(one -> PodNames.containers(pod(one)).toList())
                .filteredOn(container -> container.getImage().startsWith("agent-fleet/"))
                .allSatisfy(container -> {
                    assertThat(container.getCommand()).isEmpty();
                    assertThat(container.getArgs()).isEmpty();
                    assertThat(container.getEnv())
                            .extracting(EnvVar::getName)
                            .doesNotContain("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void aServiceGetsEveryVariableThatItReads(String overlay) {
        Manifests rendered = Manifests.of(overlay);

        assertThat(rendered.services())
                .allSatisfy(one -> {
                    String name = one.getMetadata().getName();
                    assertThat(Environment.of(rendered, name).keySet())
                            .as(name)
                            .containsAll(ServiceSettings.of(name).variables());
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void aCanaryCanStandBesideAStableVersion(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        String track = "agentfleet.io/track";

        assertThat(rendered.services())
                .allSatisfy(one -> {
                    assertThat(Manifests.podLabels(one))
                            .containsEntry(track, "stable")
                            .containsKeys(
                                    "app.kubernetes.io/name",
                                    "app.kubernetes.io/component",
                                    "app.kubernetes.io/part-of",
                                    "app.kubernetes.io/version");
                    assertThat(one.getSpec().getSelector().getMatchLabels())
                            .containsEntry(track, "stable");
                });
        assertThat(rendered.all(Service.class))
                .allSatisfy(service ->
                        assertThat(service.getSpec().getSelector()).doesNotContainKey(track));
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void secretsAreNamedNeverWritten(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        List<JsonNode> secrets =
                rendered.objects().stream()
                        .filter(object -> object.path("kind").asText().equals("Secret"))
                        .toList();

        assertThat(secrets).isEmpty();
        assertThat(rendered.all(ConfigMap.class))
                .flatMap(map -> map.getData().values())
                .allSatisfy(value -> assertThat(value).doesNotContainPattern("://[^/]*@"));
        assertThat(rendered.all(Deployment.class))
                .flatMap(one -> PodNames.containers(pod(one)).toList())
                .flatMap(Container::getEnv)
                .filteredOn(variable -> variable.getValue() != null)
                .extracting(EnvVar::getName)
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|API_KEY|JAAS).*"));
    }

    private static String asked(Probe probe) {
        return probe.getHttpGet().getPath() + " at " + probe.getHttpGet().getPort().getStrVal();
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }
}
