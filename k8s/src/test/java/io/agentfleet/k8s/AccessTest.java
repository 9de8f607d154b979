package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In production every caller shows a token, pods by their service accounts. */
class AccessTest {

    private static final String SETTINGS = "access.properties";
    private static final String NAME = "app.kubernetes.io/name";
    private static final String FOLDER = "/etc/fleet/access";

    @ParameterizedTest
    @ValueSource(strings = {"overlays/prod", "overlays/keda"})
    void noServiceIsOpen(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        assertThat(settings(rendered)).containsEntry("fleet.access.mode", "jwt");
        assertThat(rendered.services())
                .hasSize(6)
                .allSatisfy(one ->
                        assertThat(Environment.of(rendered, one.getMetadata().getName()))
                                .containsEntry(
                                        "QUARKUS_CONFIG_LOCATIONS",
                                        "file:%s/%s".formatted(FOLDER, SETTINGS))
                                .doesNotContainKeys(
                                        "FLEET_ACCESS_OPEN_ANYWHERE", "FLEET_HTTP_HOSTS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/dev"})
    void anOpenServiceIsAskedUnderTheNameOfItsServiceAlone(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        assertThat(rendered.services())
                .hasSize(6)
                .allSatisfy(one -> {
                    String hosts =
                            one
                                    .getSpec()
                                    .getTemplate()
                                    .getSpec()
                                    .getContainers()
                                    .getFirst()
                                    .getEnv()
                                    .stream()
                                    .filter(env -> env.getName().equals("FLEET_HTTP_HOSTS"))
                                    .map(env -> env.getValueFrom().getFieldRef().getFieldPath())
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(hosts).isEqualTo("metadata.labels['%s']".formatted(NAME));
                    String name = Manifests.podLabels(one).get(NAME);
                    assertThat(rendered.all(Service.class))
                            .extracting(service -> service.getMetadata().getName())
                            .contains(name);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/prod", "overlays/keda"})
    void eachPodShowsATokenForThisFleetAndIsKnownByItsAccount(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        Properties settings = settings(rendered);
        assertThat(rendered.services())
                .allSatisfy(one -> {
                    PodSpec pod = one.getSpec().getTemplate().getSpec();
                    var token =
                            pod.getVolumes().stream()
                                    .filter(volume -> volume.getProjected() != null)
                                    .flatMap(v -> v.getProjected().getSources().stream())
                                    .map(VolumeProjection::getServiceAccountToken)
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElseThrow();
                    assertThat(token.getAudience())
                            .isEqualTo(settings.getProperty("fleet.access.audience"));
                    assertThat(settings)
                            .containsEntry(
                                    "fleet.access.token-file", FOLDER + "/" + token.getPath());
                    String caller = one.getMetadata().getName().replaceFirst("^agent-", "");
                    assertThat(settings)
                            .containsEntry(
                                    "fleet.access.issuers.cluster.services." + caller,
                                    "system:serviceaccount:agent-fleet:"
                                            + pod.getServiceAccountName());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/prod", "overlays/keda"})
    void theOrchestratorAndTheToolRegistryAloneHaveTheKeyOfGrants(String overlay) {
        Manifests rendered = Manifests.of(overlay);
        String folder = "/etc/fleet/grants";
        assertThat(rendered.services())
                .filteredOn(one -> mountsGrants(one.getSpec().getTemplate().getSpec()))
                .extracting(one -> one.getMetadata().getName())
                .containsExactlyInAnyOrder("orchestrator", "tool-registry")
                .allSatisfy(name ->
                        assertThat(Environment.of(rendered, name))
                                .containsEntry("FLEET_ACCESS_GRANTS_KEY_FILE", folder + "/keys"));
        assertThat(rendered.services())
                .filteredOn(one -> !mountsGrants(one.getSpec().getTemplate().getSpec()))
                .hasSize(4)
                .allSatisfy(one ->
                        assertThat(Environment.of(rendered, one.getMetadata().getName()))
                                .doesNotContainKey("FLEET_ACCESS_GRANTS_KEY_FILE"));
    }

    private static boolean mountsGrants(PodSpec pod) {
        return pod.getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .anyMatch(volume -> volume.getSecret().getSecretName().equals("fleet-grants"));
    }

    private static Properties settings(Manifests rendered) {
        String text =
                rendered.all(ConfigMap.class).stream()
                        .map(ConfigMap::getData)
                        .filter(data -> data.containsKey(SETTINGS))
                        .findFirst()
                        .orElseThrow()
                        .get(SETTINGS);
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
