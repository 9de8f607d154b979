package io.agentfleet.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryAddressTest {

    private static final String URL = "http://localhost:8079/apis/registry/v3";

    @Test
    void anAddressWithoutALoginShowsNone() {
        RegistryAddress address = RegistryAddress.of(URL);
        assertThat(address.settings()).containsOnlyKeys("apicurio.registry.url");
        assertThat(address.request("/x").build().headers().map()).isEmpty();
    }

    @Test
    void aLoginIsShownAndStandsInNoAddress() {
        RegistryAddress address =
                RegistryAddress.of("http://fleet:a-b_c%40d@localhost:8079/apis/registry/v3");
        assertThat(address.settings())
                .containsEntry("apicurio.registry.url", URL)
                .containsEntry("apicurio.registry.auth.username", "fleet")
                .containsEntry("apicurio.registry.auth.password", "a-b_c@d");
        var request = address.request("/ids").build();
        assertThat(request.uri()).hasToString(URL + "/ids");
        assertThat(request.headers().firstValue("Authorization"))
                .contains("Basic ZmxlZXQ6YS1iX2NAZA==");
        assertThat(address.toString()).doesNotContain("a-b_c");
    }
}
