package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every object is one that its kind has. */
class SchemaTest {

    static Stream<String> folders() {
        return Stream.concat(Manifests.OVERLAYS.stream(), Stream.of("kafka", "monitoring"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFieldIsKnown(String folder) {
        assertThat(Manifests.of(folder).objects())
                .isNotEmpty()
                .allSatisfy(object -> assertThat(StrictReader.read(object)).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "overlays/dev, Deployment, /spec/template/spec/containers/0/readinessProbe",
        "overlays/dev, NetworkPolicy, /spec/podSelector",
        "overlays/dev, HorizontalPodAutoscaler, /spec/behavior/scaleUp",
        "overlays/dev, Kafka, /spec/kafka",
        "overlays/dev, KafkaTopic, /spec",
        "overlays/dev, KafkaUser, /spec/authorization",
        "overlays/keda, ScaledObject, /spec/scaleTargetRef",
        "overlays/keda, TriggerAuthentication, /spec/secretTargetRef/0",
        "monitoring, ServiceMonitor, /spec",
        "monitoring, PrometheusRule, /spec/groups/0/rules/0"
    })
    void aFieldThatTheKindDoesNotHaveIsNoticed(String folder, String kind, String place) {
        JsonNode object =
                Manifests.of(folder).objects().stream()
                        .filter(one -> one.path("kind").asText().equals(kind))
                        .findFirst()
                        .orElseThrow()
                        .deepCopy();
        ((ObjectNode) object.at(place)).put("mistyped", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictReader.read(object))
                .withMessageContaining("mistyped");
    }
}
