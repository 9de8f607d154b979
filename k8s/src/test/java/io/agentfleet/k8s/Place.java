package io.agentfleet.k8s;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;

/**
 * Somebody who may call or be called.
 *
 * @param inFleet whether it is a pod of the fleet's namespace, where the policies hold
 * @param pod labels; none if it is no pod
 * @param namespace labels of its namespace; none if it is no pod
 * @param address where it is, if it is no pod
 * @param ports on which it listens, by name
 */
record Place(
        String name,
        boolean inFleet,
        Map<String, String> pod,
        Map<String, String> namespace,
        String address,
        Map<String, Integer> ports) {

    private static final Map<String, String> FLEET =
            Map.of("kubernetes.io/metadata.name", "agent-fleet");

    Place {
        pod = Map.copyOf(pod);
        namespace = Map.copyOf(namespace);
        ports = Map.copyOf(ports);
    }

    static Place of(Deployment deployment) {
        return inFleet(
                deployment.getMetadata().getName(),
                Manifests.podLabels(deployment),
                PodNames.ports(deployment));
    }

    static Place inFleet(String name, Map<String, String> pod, Map<String, Integer> ports) {
        return new Place(name, true, pod, FLEET, "", ports);
    }

    static Place elsewhere(
            String name,
            Map<String, String> pod,
            Map<String, String> namespace,
            Map<String, Integer> ports) {
        return new Place(name, false, pod, namespace, "", ports);
    }

    static Place outside(String name, String address, Map<String, Integer> ports) {
        return new Place(name, false, Map.of(), Map.of(), address, ports);
    }
}
