package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who can call whom: every call between the services, the parts, and who stands outside is tried on
 * the policies; what gets through must be this table, which is that of docs/architecture.md.
 */
class ArrowsTest {

    private static final String ARROWS =
            """
            client         -> orchestrator:http
            orchestrator   -> agent-search:http agent-analysis:http agent-writer:http
            agent-search   -> tool-registry:http
            agent-analysis -> tool-registry:http
            agent-writer   -> tool-registry:http
            tool-registry  -> tool-executor:http
            tool-executor  -> tool-registry:http
            prometheus     -> orchestrator:http agent-search:http agent-analysis:http agent-writer:http
            prometheus     -> tool-registry:http tool-executor:http

            orchestrator   -> kafka:named schema-registry:http redis:redis dns:udp dns:tcp
            agent-search   -> kafka:named schema-registry:http redis:redis dns:udp dns:tcp
            agent-analysis -> kafka:named schema-registry:http redis:redis dns:udp dns:tcp
            agent-writer   -> kafka:named schema-registry:http redis:redis dns:udp dns:tcp
            tool-registry  -> kafka:named schema-registry:http redis:redis dns:udp dns:tcp
            tool-executor  -> dns:udp dns:tcp
            """;

    private static final String OF_PARTS_IN_THE_NAMESPACE =
            """
            schema-registry -> kafka:named dns:udp dns:tcp
            kafka           -> dns:udp dns:tcp
            """;

    /** Where people's tokens are checked, the keys of their issuer are read. */
    private static final String OF_TOKENS =
            """
            orchestrator   -> login:https
            agent-search   -> login:https
            agent-analysis -> login:https
            agent-writer   -> login:https
            tool-registry  -> login:https
            tool-executor  -> login:https
            """;

    private static final List<Place> AROUND =
            List.of(
                    Place.elsewhere(
                            "dns",
                            Map.of("k8s-app", "kube-dns"),
                            namespace("kube-system"),
                            Map.of("udp", 53, "tcp", 53)),
                    Place.elsewhere(
                            "prometheus",
                            Map.of("app.kubernetes.io/name", "prometheus"),
                            namespace("monitoring"),
                            Map.of("web", 9090)),
                    Place.elsewhere(
                            "client",
                            Map.of(),
                            Map.of("agentfleet.io/clients", "true"),
                            Map.of("http", 80)),
                    Place.elsewhere(
                            "stranger",
                            Map.of("app.kubernetes.io/name", "prometheus"),
                            namespace("default"),
                            Map.of("http", 8080)),
                    Place.inFleet("intruder", Map.of("app", "intruder"), Map.of("http", 8080)),
                    Place.outside("internet", "93.184.216.34", Map.of("https", 443, "http", 8080)));

    private static final List<Place> EXTERNAL_PARTS =
            List.of(
                    Place.outside("kafka", "10.20.0.1", Map.of("named", 9093, "ssh", 22)),
                    Place.outside("schema-registry", "10.20.0.2", Map.of("http", 8080)),
                    Place.outside("redis", "10.20.0.3", Map.of("redis", 6379)),
                    Place.outside("login", "10.20.0.4", Map.of("https", 443)));

    @Test
    void whereThePartsAreInTheNamespace() {
        Manifests dev = Manifests.of("overlays/dev");
        List<NetworkPolicy> policies = new ArrayList<>(dev.all(NetworkPolicy.class));
        policies.add(byTheKafkaOperator(dev));
        List<Place> places = new ArrayList<>(AROUND);
        dev.all(Deployment.class).forEach(one -> places.add(Place.of(one)));
        places.add(kafka(dev));

        assertThat(arrows(policies, places)).isEqualTo(table(ARROWS + OF_PARTS_IN_THE_NAMESPACE));
        assertNeitherSideIsWider(dev, table(ARROWS), policies, places);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/prod", "overlays/keda"})
    void whereThePartsAreElsewhere(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        List<NetworkPolicy> policies = rendered.all(NetworkPolicy.class);
        List<Place> places = new ArrayList<>(AROUND);
        places.addAll(EXTERNAL_PARTS);
        rendered.services().forEach(one -> places.add(Place.of(one)));

        assertThat(arrows(policies, places)).isEqualTo(table(ARROWS + OF_TOKENS));
        assertNeitherSideIsWider(rendered, table(ARROWS + OF_TOKENS), policies, places);
    }

    /** A service may not call more than the table, even where the other side would refuse. */
    private static void assertNeitherSideIsWider(
            Manifests rendered,
            Set<String> allowed,
            List<NetworkPolicy> policies,
            List<Place> places) {
        List<String> services =
                rendered.services().stream().map(one -> one.getMetadata().getName()).toList();
        Policies all = new Policies(policies);

        assertThat(all.leaving(places))
                .filteredOn(call -> services.contains(call.substring(0, call.indexOf(" -> "))))
                .isSubsetOf(allowed);
        assertThat(all.entering(places))
                .filteredOn(call ->
                        services.contains(
                                call.substring(call.indexOf(" -> ") + 4, call.lastIndexOf(':'))))
                .isSubsetOf(allowed);
    }

    @Test
    void withoutPoliciesEverythingWouldGetThrough() {
        Manifests base = Manifests.of("base");
        List<Place> places = base.services().stream().map(Place::of).toList();

        assertThat(new Policies(List.of()).arrows(places)).hasSize(6 * 5);
    }

    /** The calls that concern the fleet; what outsiders do among themselves is theirs. */
    private static Set<String> arrows(List<NetworkPolicy> policies, List<Place> places) {
        Set<String> outside =
                new Policies(policies)
                        .arrows(places.stream().filter(place -> !place.inFleet()).toList());
        Set<String> arrows = new Policies(policies).arrows(places);
        arrows.removeAll(outside);
        return arrows;
    }

    private static Set<String> table(String lines) {
        Set<String> arrows = new TreeSet<>();
        lines.lines()
                .map(line -> line.split("\\s*->\\s*"))
                .filter(line -> line.length == 2)
                .forEach(line ->
                        Stream.of(line[1].split(" "))
                                .forEach(to -> arrows.add(line[0] + " -> " + to)));
        return arrows;
    }

    private static Map<String, String> namespace(String name) {
        return Map.of("kubernetes.io/metadata.name", name);
    }

    private static Place kafka(Manifests dev) {
        KafkaNodePool pool = dev.all(KafkaNodePool.class).getFirst();
        Map<String, String> labels =
                new java.util.TreeMap<>(
                        pool.getSpec().getTemplate().getPod().getMetadata().getLabels());
        labels.put("strimzi.io/cluster", "fleet");
        labels.put("strimzi.io/name", "fleet-kafka");
        Map<String, Integer> ports = new java.util.TreeMap<>();
        listeners(dev).forEach(one -> ports.put(one.getName(), one.getPort()));
        return Place.inFleet("kafka", labels, ports);
    }

    /** Strimzi makes a policy of each listener; one that names no peers is open to all. */
    private static NetworkPolicy byTheKafkaOperator(Manifests dev) {
        var spec =
                new NetworkPolicyBuilder()
                        .withNewSpec()
                        .withPolicyTypes("Ingress")
                        .withNewPodSelector()
                        .addToMatchLabels("strimzi.io/name", "fleet-kafka")
                        .endPodSelector();
        for (GenericKafkaListener listener : listeners(dev)) {
            spec.addNewIngress()
                    .withFrom(listener.getNetworkPolicyPeers())
                    .addNewPort()
                    .withNewPort(listener.getPort())
                    .endPort()
                    .endIngress();
        }
        return spec.endSpec().build();
    }

    private static List<GenericKafkaListener> listeners(Manifests dev) {
        return dev.all(Kafka.class).getFirst().getSpec().getKafka().getListeners();
    }
}
