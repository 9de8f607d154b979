package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.PasswordFile;
import io.agentfleet.localservers.server.RedisAuthentication;
import java.util.Optional;

/**
 * Who may use the Redis of a fleet, with or without access control: its services, and an operator.
 * Each has a password that is made once, in a file of its name under {@code redis/}.
 */
public record RedisUsers(FleetHome home) {

    /** The users; their passwords are made on first use. */
    public RedisAuthentication guard() {
        return new RedisAuthentication(
                file(RedisAuthentication.CLIENT).password(),
                file(RedisAuthentication.OPERATOR).password());
    }

    /** The users; empty if none was made, so that the Redis that runs asks nobody. */
    public Optional<RedisAuthentication> known() {
        return file(RedisAuthentication.CLIENT).known().map(made -> guard());
    }

    /** What a service needs to use the Redis at this address, its password included. */
    public String url(String address) {
        return "redis://%s:%s@%s"
                .formatted(RedisAuthentication.CLIENT, guard().password(), address);
    }

    private PasswordFile file(String user) {
        return new PasswordFile(home.redisUser(user));
    }
}
