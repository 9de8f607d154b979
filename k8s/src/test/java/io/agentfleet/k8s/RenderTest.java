package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rendered is whole: no object twice, no name that leads nowhere. */
class RenderTest {

    /** What the operator of a cluster brings, as k8s/README.md says. */
    private static final Set<String> BROUGHT =
            Set.of(
                    "PersistentVolumeClaim fleet-data",
                    "ConfigMap fleet-cluster-keys",
                    "ConfigMap sales-tables",
                    "ConfigMap sales-documents");

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void namesNoObjectTwice(String overlay) {
        List<String> names =
                Manifests.of(overlay).objects().stream().map(RenderTest::name).toList();

        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyNameInAPodLeadsToAnObject(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        Set<String> there = new HashSet<>(BROUGHT);
        Stream.of(ConfigMap.class, ServiceAccount.class, PersistentVolumeClaim.class)
                .forEach(kind -> there.addAll(names(rendered.all(kind), kind)));

        for (Deployment deployment : rendered.all(Deployment.class)) {
            assertThat(there)
                    .as(deployment.getMetadata().getName())
                    .containsAll(PodNames.of(deployment.getSpec().getTemplate().getSpec()));
        }
    }

    @ParameterizedTest
    @FieldSource("io.agentfleet.k8s.Manifests#OVERLAYS")
    void everyServiceFindsThePodsOfOneDeploymentAndAPortOfTheirs(String overlay) {
        Manifests rendered = Manifests.of(overlay);

        for (Service service : rendered.all(Service.class)) {
            List<Deployment> found =
                    rendered.all(Deployment.class).stream()
                            .filter(one ->
                                    Manifests.podLabels(one)
                                            .entrySet()
                                            .containsAll(
                                                    service.getSpec().getSelector().entrySet()))
                            .toList();
            assertThat(found).as(service.getMetadata().getName()).hasSize(1);
            assertThat(PodNames.ports(found.getFirst()).keySet())
                    .as(service.getMetadata().getName())
                    .containsAll(
                            service.getSpec().getPorts().stream()
                                    .map(port -> port.getTargetPort().getStrVal())
                                    .toList());
        }
    }

    static Stream<String> services() throws IOException {
        return fleet().stringPropertyNames().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceOfTheFleetListensOnItsUsualPort(String service) throws IOException {
        String settings = fleet().getProperty(service);
        int port = Integer.parseInt(settings.substring(0, settings.indexOf(',')).strip());
        Manifests base = Manifests.of("base");

        assertThat(
                        base.services().stream()
                                .collect(
                                        Collectors.toMap(
                                                one -> one.getMetadata().getName(),
                                                PodNames::ports)))
                .containsEntry(service, Map.of("http", port));
    }

    @Test
    void anAgentIsReachedWhereItSaysThatItIs() {
        Manifests base = Manifests.of("base");

        for (String agent : base.agents()) {
            String name = "agent-" + agent;
            Service service =
                    base.all(Service.class).stream()
                            .filter(one -> one.getMetadata().getName().equals(name))
                            .findFirst()
                            .orElseThrow();
            assertThat(Environment.of(base, name))
                    .containsEntry(
                            "AGENT_ADDRESS",
                            name + ":" + service.getSpec().getPorts().getFirst().getPort());
        }
    }

    private static Properties fleet() throws IOException {
        Properties services = new Properties();
        try (Reader text = Files.newBufferedReader(Manifests.ROOT.resolve("fleet.properties"))) {
            services.load(text);
        }
        return services;
    }

    private static List<String> names(List<? extends HasMetadata> objects, Class<?> kind) {
        return objects.stream()
                .map(one -> kind.getSimpleName() + " " + one.getMetadata().getName())
                .toList();
    }

    private static String name(JsonNode object) {
        return object.path("apiVersion").asText()
                + " "
                + object.path("kind").asText()
                + " "
                + object.path("metadata").path("name").asText();
    }
}
