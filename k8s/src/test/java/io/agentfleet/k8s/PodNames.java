package io.agentfleet.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pods of a Deployment are made of, by name. */
final class PodNames {

    private PodNames() {}

    /**
     * All objects that a pod names, as {@code Kind name}; Secrets are never among the manifests.
     */
    static Set<String> of(PodSpec pod) {
        Set<String> names = new TreeSet<>();
        if (pod.getServiceAccountName() != null) {
            names.add("ServiceAccount " + pod.getServiceAccountName());
        }
        containers(pod)
                .flatMap(container -> container.getEnvFrom().stream())
                .forEach(source -> names.add("ConfigMap " + source.getConfigMapRef().getName()));
        pod.getVolumes()
                .forEach(volume -> {
                    if (volume.getConfigMap() != null) {
                        names.add("ConfigMap " + volume.getConfigMap().getName());
                    }
                    if (volume.getProjected() != null) {
                        volume.getProjected().getSources().stream()
                                .map(VolumeProjection::getConfigMap)
                                .filter(Objects::nonNull)
                                .forEach(map -> names.add("ConfigMap " + map.getName()));
                    }
                    if (volume.getPersistentVolumeClaim() != null) {
                        names.add(
                                "PersistentVolumeClaim "
                                        + volume.getPersistentVolumeClaim().getClaimName());
                    }
                });
        return names;
    }

    /** The containers, those that only prepare included. */
    static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    /** Ports of the containers, by name. */
    static Map<String, Integer> ports(Deployment deployment) {
        List<Container> containers = deployment.getSpec().getTemplate().getSpec().getContainers();
        return containers.stream()
                .flatMap(container -> container.getPorts().stream())
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
    }
}
