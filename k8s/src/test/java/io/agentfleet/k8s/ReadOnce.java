package io.agentfleet.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * An object that the Kubernetes model does not know, as a record that is read and never changed.
 */
interface ReadOnce extends HasMetadata {

    ObjectMeta metadata();

    String kind();

    String apiVersion();

    @Override
    default ObjectMeta getMetadata() {
        return metadata();
    }

    @Override
    default String getKind() {
        return kind();
    }

    @Override
    default String getApiVersion() {
        return apiVersion();
    }

    @Override
    default void setMetadata(ObjectMeta changed) {
        throw new UnsupportedOperationException("a record is read once");
    }

    @Override
    default void setApiVersion(String changed) {
        throw new UnsupportedOperationException("a record is read once");
    }
}
