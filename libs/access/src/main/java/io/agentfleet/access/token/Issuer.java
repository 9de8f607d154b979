package io.agentfleet.access.token;

import java.util.Map;

/**
 * A trusted token issuer.
 *
 * @param name the {@code iss} of its tokens
 * @param keys what it signs with
 * @param services if not empty, all that it may name: the fleet's name of a service by {@code sub};
 *     its tokens then need neither groups nor tenant, such as those that Kubernetes gives a pod
 */
public record Issuer(String name, JwksKeys keys, Map<String, String> services) {

    public Issuer {
        services = Map.copyOf(services);
    }
}
