package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.PasswordFile;
import io.agentfleet.localservers.server.SchemaRegistryServer;
import io.agentfleet.messaging.codec.RegistryAddress;
import java.util.Optional;

/**
 * Who may use the schema registry of a fleet with access: the fleet itself, as one user whose
 * password is made once, in a file under {@code registry/}.
 */
public record RegistryUser(FleetHome home) {

    /** The password; made on first use. */
    public String password() {
        return file().password();
    }

    /** The password; empty if none was made, so that the registry that runs asks nobody. */
    public Optional<String> known() {
        return file().known();
    }

    /** The address of an API, with the login in it. */
    public String url(String api) {
        return api.replaceFirst(
                "://", "://%s:%s@".formatted(SchemaRegistryServer.USER, password()));
    }

    /** The same for our own clients. */
    public RegistryAddress address(String api) {
        return RegistryAddress.of(url(api));
    }

    private PasswordFile file() {
        return new PasswordFile(home.registryUser(SchemaRegistryServer.USER));
    }
}
