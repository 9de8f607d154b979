package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Agents may call the same tools in a cluster as on one machine. */
class PermissionsTest {

    @Test
    void theClustersPermissionsAreThoseOfTheRepository() {
        assertThat(Manifests.K8S.resolve("base/tool-registry/permissions.properties"))
                .as("copy permissions.properties there after a change")
                .hasSameTextualContentAs(Manifests.ROOT.resolve("permissions.properties"));
    }
}
