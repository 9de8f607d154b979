package io.agentfleet.k8s;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What network policies let through, by the rules of Kubernetes: a pod that a policy of a direction
 * selects may do in that direction what any of its policies allows, and nothing else.
 */
record Policies(List<NetworkPolicy> policies) {

    Policies {
        policies = List.copyOf(policies);
    }

    /** Every call that is possible between these places, as {@code from -> to:port}. */
    Set<String> arrows(List<Place> places) {
        Set<String> arrows = leaving(places);
        arrows.retainAll(entering(places));
        return arrows;
    }

    /** Every call that its caller may make, whether or not it is let in. */
    Set<String> leaving(List<Place> places) {
        return calls(places, this::leaves);
    }

    /** Every call that would be let in, whether or not its caller may make it. */
    Set<String> entering(List<Place> places) {
        return calls(places, this::enters);
    }

    private interface Rule {
        boolean allows(Place from, Place to, String port);
    }

    private static Set<String> calls(List<Place> places, Rule rule) {
        Set<String> calls = new TreeSet<>();
        for (Place from : places) {
            for (Place to : places) {
                for (String port : to.ports().keySet()) {
                    if (!from.equals(to) && rule.allows(from, to, port)) {
                        calls.add("%s -> %s:%s".formatted(from.name(), to.name(), port));
                    }
                }
            }
        }
        return calls;
    }

    private boolean leaves(Place from, Place to, String port) {
        List<NetworkPolicy> its = of(from, "Egress");
        return its.isEmpty()
                || its.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule ->
                                isAmong(rule.getTo(), to) && isOpen(rule.getPorts(), to, port));
    }

    private boolean enters(Place from, Place to, String port) {
        List<NetworkPolicy> its = of(to, "Ingress");
        return its.isEmpty()
                || its.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule ->
                                isAmong(rule.getFrom(), from) && isOpen(rule.getPorts(), to, port));
    }

    private List<NetworkPolicy> of(Place place, String direction) {
        return policies.stream()
                .filter(policy ->
                        place.inFleet()
                                && policy.getSpec().getPolicyTypes().contains(direction)
                                && matches(policy.getSpec().getPodSelector(), place.pod()))
                .toList();
    }

    private static boolean isAmong(List<NetworkPolicyPeer> peers, Place place) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, place));
    }

    private static boolean is(NetworkPolicyPeer peer, Place place) {
        if (peer.getIpBlock() != null) {
            return !place.address().isEmpty()
                    && Addresses.isIn(peer.getIpBlock().getCidr(), place.address());
        }
        boolean namespace =
                peer.getNamespaceSelector() == null
                        ? place.inFleet()
                        : matches(peer.getNamespaceSelector(), place.namespace());
        return place.address().isEmpty()
                && namespace
                && (peer.getPodSelector() == null || matches(peer.getPodSelector(), place.pod()));
    }

    private static boolean isOpen(List<NetworkPolicyPort> ports, Place place, String name) {
        return ports.isEmpty()
                || ports.stream().anyMatch(port -> names(port.getPort(), place.ports(), name));
    }

    private static boolean names(
            IntOrString port, Map<String, Integer> ports, @Nullable String name) {
        return port.getStrVal() == null
                ? port.getIntVal().equals(ports.get(name))
                : port.getStrVal().equals(name);
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
                && selector.getMatchExpressions().stream().allMatch(rule -> holds(rule, labels));
    }

    private static boolean holds(LabelSelectorRequirement rule, Map<String, String> labels) {
        String value = labels.get(rule.getKey());
        return switch (rule.getOperator()) {
            case "In" -> value != null && rule.getValues().contains(value);
            case "NotIn" -> value == null || !rule.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException("operator " + rule.getOperator());
        };
    }
}
