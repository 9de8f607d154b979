package io.agentfleet.k8s;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * What this fleet uses of KEDA's TriggerAuthentication ({@code keda.sh/v1alpha1}, KEDA 2.20), field
 * by field as its resource definition names them: there is no published class of it.
 */
@JsonDeserialize(using = JsonDeserializer.None.class) // as it stands, not as any resource
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec)
        implements HasMetadata {

    record Spec(List<Variable> env, List<SecretKey> secretTargetRef) {}

    record Variable(String parameter, String name, String containerName) {}

    record SecretKey(String parameter, String name, String key) {}

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public String getKind() {
        return kind;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setMetadata(ObjectMeta changed) {
        throw new UnsupportedOperationException("a record is read once");
    }

    @Override
    public void setApiVersion(String changed) {
        throw new UnsupportedOperationException("a record is read once");
    }
}
