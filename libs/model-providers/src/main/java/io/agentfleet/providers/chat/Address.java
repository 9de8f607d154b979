package io.agentfleet.providers.chat;

import io.agentfleet.agent.model.ModelSettings;
import java.net.URI;

/** Where a provider is called. Pure. */
final class Address {

    private Address() {}

    /**
     * The configured address, without a slash at its end and with the usual path if it has none.
     */
    static String of(Protocol protocol, ModelSettings settings) {
        String address =
                settings.baseUrl()
                        .map(URI::toString)
                        .orElse(protocol.usualAddress())
                        .replaceAll("/+$", "");
        if (address.isEmpty()) {
            throw new IllegalArgumentException(
                    "fleet.models.%s.base-url is missing: say where %s listens"
                            .formatted(settings.name(), protocol.name()));
        }
        boolean bare = URI.create(address).getRawPath().isEmpty();
        return bare ? address + protocol.usualPath() : address;
    }
}
