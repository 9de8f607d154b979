package io.agentfleet.k8s;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * What this fleet uses of KEDA's TriggerAuthentication ({@code keda.sh/v1alpha1}, KEDA 2.20), field
 * by field as its resource definition names them: there is no published class of it.
 */
@JsonDeserialize(using = JsonDeserializer.None.class) // as it stands, not as any resource
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec)
        implements ReadOnce {

    record Spec(List<Variable> env, List<SecretKey> secretTargetRef) {}

    record Variable(String parameter, String name, String containerName) {}

    record SecretKey(String parameter, String name, String key) {}
}
