package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** How many of a service there are, who says so, and who may take one away. */
class ScalingTest {

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyServiceHasOneScalerAndNoNumberOfItsOwn(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        Stream<String> autoscaled =
                rendered.all(HorizontalPodAutoscaler.class).stream()
                        .map(one -> one.getSpec().getScaleTargetRef().getName());
        Stream<String> scaledByLag =
                rendered.all(ScaledObject.class).stream()
                        .map(one -> one.spec().scaleTargetRef().name());

        assertThat(Stream.concat(autoscaled, scaledByLag))
                .containsExactlyInAnyOrderElementsOf(
                        rendered.services().stream()
                                .map(one -> one.getMetadata().getName())
                                .toList());
        assertThat(rendered.services())
                .allSatisfy(one -> assertThat(one.getSpec().getReplicas()).isNull());
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void aDrainTakesOnePodOfAServiceAtATime(String overlay) {
        Manifests rendered = Manifests.of(overlay);

        for (Deployment service : rendered.services()) {
            List<PodDisruptionBudget> budgets =
                    rendered.all(PodDisruptionBudget.class).stream()
                            .filter(budget -> covers(budget, service))
                            .toList();
            assertThat(budgets).as(service.getMetadata().getName()).hasSize(1);
            assertThat(budgets.getFirst().getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            assertThat(budgets.getFirst().getSpec().getMinAvailable()).isNull();
        }
    }

    private static boolean covers(PodDisruptionBudget budget, Deployment service) {
        Map<String, String> asked = budget.getSpec().getSelector().getMatchLabels();
        return !asked.isEmpty()
                && Manifests.podLabels(service).entrySet().containsAll(asked.entrySet());
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void replicasFollowTheWorkFirstAndTheProcessorSecond(String overlay) {
        Map<String, String> work =
                Map.of(
                        "orchestrator", "orchestrator_active_sessions",
                        "tool-registry", "tool_calls_at_work",
                        "tool-executor", "tool_calls_at_work");

        assertThat(Manifests.of(overlay).all(HorizontalPodAutoscaler.class))
                .allSatisfy(one -> {
                    List<MetricSpec> metrics = one.getSpec().getMetrics();
                    assertThat(metrics)
                            .extracting(MetricSpec::getType)
                            .containsExactly("Pods", "Resource");
                    assertThat(metrics.getFirst().getPods().getMetric().getName())
                            .isEqualTo(
                                    work.getOrDefault(
                                            one.getMetadata().getName(), "active_agents"));
                    assertThat(metrics.getLast().getResource().getName()).isEqualTo("cpu");
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void replicasLeaveOneByOneAndLate(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        Stream<HorizontalPodAutoscalerBehavior> all =
                Stream.concat(
                        rendered.all(HorizontalPodAutoscaler.class).stream()
                                .map(one -> one.getSpec().getBehavior()),
                        rendered.all(ScaledObject.class).stream()
                                .map(one ->
                                        one.spec()
                                                .advanced()
                                                .horizontalPodAutoscalerConfig()
                                                .behavior()));

        assertThat(all)
                .isNotEmpty()
                .allSatisfy(behavior -> {
                    assertThat(behavior.getScaleDown().getStabilizationWindowSeconds())
                            .isGreaterThanOrEqualTo(300);
                    assertThat(behavior.getScaleDown().getPolicies())
                            .allSatisfy(policy -> {
                                assertThat(policy.getType()).isEqualTo("Pods");
                                assertThat(policy.getValue()).isEqualTo(1);
                            });
                    assertThat(behavior.getScaleUp().getStabilizationWindowSeconds()).isPositive();
                });
    }

    @Test
    void noReplicaIsWithoutAPartition() {
        Set<Integer> partitions =
                Set.copyOf(
                        Manifests.of("kafka").all(KafkaTopic.class).stream()
                                .map(topic -> topic.getSpec().getPartitions())
                                .toList());
        assertThat(partitions).hasSize(1);
        int most = partitions.iterator().next();

        assertThat(Manifests.of("base").all(HorizontalPodAutoscaler.class))
                .filteredOn(one -> !one.getMetadata().getName().startsWith("tool-"))
                .allSatisfy(one -> assertThat(one.getSpec().getMaxReplicas()).isEqualTo(most));
        assertThat(Manifests.of("overlays/keda").all(ScaledObject.class))
                .allSatisfy(one -> assertThat(one.spec().maxReplicaCount()).isEqualTo(most));
    }

    @Test
    void anAgentIsScaledDownToNoneOnTheLagOfItsOwnTasks() {
        Manifests keda = Manifests.of("overlays/keda");

        assertThat(keda.all(ScaledObject.class))
                .hasSameSizeAs(keda.agents())
                .allSatisfy(one -> {
                    String service = one.spec().scaleTargetRef().name();
                    String agent = service.substring("agent-".length());
                    assertThat(one.spec().minReplicaCount()).isZero();
                    assertThat(one.spec().triggers())
                            .singleElement()
                            .satisfies(trigger ->
                                    assertThat(trigger.metadata())
                                            .containsEntry("topic", "agent.tasks." + agent)
                                            .containsEntry(
                                                    "consumerGroup",
                                                    ServiceSettings.of(service).consumerGroup()));
                    assertThat(Environment.of(keda, service))
                            .containsKey(
                                    one.spec()
                                            .triggers()
                                            .getFirst()
                                            .metadata()
                                            .get("bootstrapServersFromEnv"));
                });
    }
}
