package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Everybody comes to Kafka over TLS and by a name of their own. */
class KafkaAccessTest {

    private static final String JAAS = ".*_SASL_JAAS_CONFIG";

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyServiceIsTheUserOfItsNameAndTheExecutorIsNone(String overlay) {
        List<String> users =
                Manifests.of("kafka").all(KafkaUser.class).stream()
                        .map(user -> user.getMetadata().getName())
                        .toList();

        assertThat(Manifests.of(overlay).services())
                .allSatisfy(one -> {
                    String name = one.getMetadata().getName();
                    if (name.equals("tool-executor")) {
                        assertThat(secrets(one)).isEmpty();
                    } else {
                        assertThat(users).contains(name);
                        assertThat(secrets(one)).containsExactly(name + " sasl.jaas.config");
                    }
                });
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyServiceComesOverTlsAndTrustsTheAuthorityThatIsMounted(String overlay) {
        Manifests rendered = Manifests.of(overlay);

        assertThat(rendered.services())
                .filteredOn(one -> !secrets(one).isEmpty())
                .hasSize(5)
                .allSatisfy(one -> {
                    Map<String, String> environment =
                            Environment.of(rendered, one.getMetadata().getName());
                    assertThat(environment)
                            .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                            .containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")
                            .containsEntry("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
                    assertThat(container(one).getVolumeMounts())
                            .anySatisfy(mount ->
                                    assertThat(environment)
                                            .containsEntry(
                                                    "KAFKA_SSL_TRUSTSTORE_LOCATION",
                                                    mount.getMountPath() + "/ca.crt"));
                });
    }

    @Test
    void theKafkaOfDevAsksEverybody() {
        Kafka kafka = Manifests.of("overlays/dev").all(Kafka.class).getFirst();

        assertThat(kafka.getSpec().getKafka().getListeners())
                .isNotEmpty()
                .allSatisfy(listener -> {
                    assertThat(listener.isTls()).isTrue();
                    assertThat(listener.getAuth().getType()).isEqualTo("scram-sha-512");
                });
        assertThat(
                        ((KafkaAuthorizationSimple) kafka.getSpec().getKafka().getAuthorization())
                                .getSuperUsers())
                .isNullOrEmpty();
    }

    @Test
    void theRegistryOfDevIsAUserToo() {
        assertThat(Manifests.of("overlays/dev").all(Deployment.class))
                .filteredOn(one -> one.getMetadata().getName().equals("schema-registry"))
                .singleElement()
                .satisfies(one ->
                        assertThat(secrets(one))
                                .containsExactly("schema-registry sasl.jaas.config"));
    }

    @Test
    void aScalerAsksAsTheAgentThatItScales() {
        Manifests keda = Manifests.of("overlays/keda");
        Map<String, TriggerAuthentication> authentications =
                keda.all(TriggerAuthentication.class).stream()
                        .collect(Collectors.toMap(one -> one.metadata().getName(), one -> one));

        assertThat(keda.all(ScaledObject.class))
                .allSatisfy(one -> {
                    String agent = one.spec().scaleTargetRef().name();
                    ScaledObject.Trigger trigger = one.spec().triggers().getFirst();
                    assertThat(trigger.metadata())
                            .containsEntry("sasl", "scram_sha512")
                            .containsEntry("tls", "enable");
                    TriggerAuthentication shown =
                            Objects.requireNonNull(
                                    authentications.get(trigger.authenticationRef().name()));
                    assertThat(shown.spec().secretTargetRef())
                            .contains(
                                    new TriggerAuthentication.SecretKey(
                                            "password", agent, "password"));
                    assertThat(Environment.of(keda, agent))
                            .containsEntry(shown.spec().env().getFirst().name(), agent);
                });
    }

    private static List<String> secrets(Deployment deployment) {
        return container(deployment).getEnv().stream()
                .filter(variable -> variable.getName().matches(JAAS))
                .map(KafkaAccessTest::secret)
                .map(secret -> secret.getName() + " " + secret.getKey())
                .toList();
    }

    private static SecretKeySelector secret(EnvVar variable) {
        return variable.getValueFrom().getSecretKeyRef();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
