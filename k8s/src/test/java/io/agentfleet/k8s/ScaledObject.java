package io.agentfleet.k8s;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this fleet uses of KEDA's ScaledObject ({@code keda.sh/v1alpha1}, KEDA 2.20), field by field
 * as its resource definition names them: there is no published class of it.
 */
@JsonDeserialize(using = JsonDeserializer.None.class) // as it stands, not as any resource
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec)
        implements ReadOnce {

    record Spec(
            Target scaleTargetRef,
            int pollingInterval,
            int cooldownPeriod,
            int minReplicaCount,
            int maxReplicaCount,
            Fallback fallback,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Target(String name, String envSourceContainerName) {}

    record Fallback(int failureThreshold, int replicas, String behavior) {}

    record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(HorizontalPodAutoscalerBehavior behavior) {}

    /** KEDA itself takes any key and ignores those it does not know; this one refuses them. */
    record Trigger(String type, Map<String, String> metadata, Reference authenticationRef) {

        private static final Set<String> KAFKA =
                Set.of(
                        "bootstrapServers",
                        "bootstrapServersFromEnv",
                        "sasl",
                        "tls",
                        "consumerGroup",
                        "topic",
                        "lagThreshold",
                        "activationLagThreshold",
                        "offsetResetPolicy",
                        "allowIdleConsumers",
                        "excludePersistentLag",
                        "scaleToZeroOnInvalidOffset",
                        "limitToPartitionsWithLag");

        Trigger {
            Set<String> unknown = new TreeSet<>(metadata.keySet());
            unknown.removeAll(KAFKA);
            if (!type.equals("kafka") || !unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "trigger '%s' is not kafka, or has keys that it does not know: %s"
                                .formatted(type, unknown));
            }
        }
    }

    record Reference(String name) {}
}
