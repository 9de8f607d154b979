package io.agentfleet.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The environment that a service's container gets. */
final class Environment {

    /** Stands for what only the cluster knows: a Secret's value, the pod's name. */
    static final String GIVEN = "(given)";

    private Environment() {}

    /** Its variables, those of ConfigMaps included. */
    static Map<String, String> of(Manifests rendered, String service) {
        Container container =
                rendered.services().stream()
                        .filter(one -> one.getMetadata().getName().equals(service))
                        .findFirst()
                        .orElseThrow()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst();
        Map<String, String> environment = new TreeMap<>();
        container
                .getEnvFrom()
                .forEach(source ->
                        environment.putAll(data(rendered, source.getConfigMapRef().getName())));
        for (EnvVar variable : container.getEnv()) {
            environment.put(
                    variable.getName(), Objects.requireNonNullElse(variable.getValue(), GIVEN));
        }
        return environment;
    }

    private static Map<String, String> data(Manifests rendered, String configMap) {
        return rendered.all(ConfigMap.class).stream()
                .filter(one -> one.getMetadata().getName().equals(configMap))
                .findFirst()
                .orElseThrow()
                .getData();
    }
}
