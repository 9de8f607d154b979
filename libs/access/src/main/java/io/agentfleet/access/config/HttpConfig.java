package io.agentfleet.access.config;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What this service takes from a browser. */
@ConfigMapping(prefix = "fleet.http")
public interface HttpConfig {

    /**
     * Names, without a port, under which this service may be asked, besides localhost and the
     * address at which it is reached. Without any, a service that asks for tokens answers to every
     * name.
     */
    Optional<List<String>> hosts();

    /**
     * Origins of pages that are this service's own although its host is called differently, since a
     * gateway stands before it: {@code https://fleet.example.com}. No other page may call it.
     */
    Optional<List<String>> origins();
}
