package io.agentfleet.access.token;

import java.util.Map;

/**
 * A trusted token issuer.
 *
 * @param name the {@code iss} of its tokens
 * @param keys its public keys
 * @param services if not empty, the only subjects it may name: the fleet's name of a service by
 *     {@code sub}; its tokens then need neither groups nor tenant, like those that Kubernetes
 *     issues to pods
 */
public record Issuer(String name, JwksKeys keys, Map<String, String> services) {

    public Issuer {
        services = Map.copyOf(services);
    }
}
