package io.agentfleet.k8s;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;

/**
 * Reads an object into the class that its API server has for it. A field that the class does not
 * have is refused: the models would keep it as an additional property, and a server that is asked
 * nicely would drop it.
 */
final class StrictReader {

    private static final Map<String, Class<? extends HasMetadata>> TYPES =
            Map.ofEntries(
                    entry("v1 Namespace", Namespace.class),
                    entry("v1 ConfigMap", ConfigMap.class),
                    entry("v1 Service", Service.class),
                    entry("v1 ServiceAccount", ServiceAccount.class),
                    entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
                    entry("apps/v1 Deployment", Deployment.class),
                    entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
                    entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
                    entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
                    entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
                    entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
                    entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
                    entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
                    entry("keda.sh/v1alpha1 ScaledObject", ScaledObject.class),
                    entry("keda.sh/v1alpha1 TriggerAuthentication", TriggerAuthentication.class),
                    entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
                    entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class));

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(
                            new SimpleModule()
                                    .setDeserializerModifier(new WithoutAdditionalProperties()))
                    .build();

    private StrictReader() {}

    /**
     * The object as its class.
     *
     * @throws IllegalArgumentException if there is no such kind, or a field that its class lacks
     */
    static HasMetadata read(JsonNode object) {
        String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
        Class<? extends HasMetadata> type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(
                    "kind '%s' is not known here: add its class".formatted(kind));
        }
        try {
            return JSON.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s %s: %s"
                            .formatted(
                                    kind,
                                    object.path("metadata").path("name").asText(),
                                    e.getMessage()),
                    e);
        }
    }

    private static final class WithoutAdditionalProperties extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config,
                BeanDescription description,
                BeanDeserializerBuilder builder) {
            builder.setAnySetter(null);
            return builder;
        }
    }
}
