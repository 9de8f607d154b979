package io.agentfleet.localservers.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Redis with two users: its clients, and whoever looks after it. It answers nobody else.
 *
 * @param password of {@link #CLIENT}
 * @param operatorPassword of {@link #OPERATOR}
 */
public record RedisAuthentication(String password, String operatorPassword) {

    /** Reads and writes keys, runs scripts, publishes and subscribes. */
    public static final String CLIENT = "fleet";

    /** May list all keys and delete them all as well. */
    public static final String OPERATOR = "fleet-operator";

    /**
     * Families of commands, not all commands: what nobody needs is open to nobody. Then without
     * what changes the server, its files or its users, and what starts other servers' copies.
     */
    private static final String USUAL =
            "~* &* -@all +@keyspace +@string +@hash +@list +@set +@sortedset +@pubsub"
                    + " +@connection +@transaction +@scripting +time"
                    + " -@admin -@dangerous -script -hincrbyfloat +info";

    private static final String MORE = USUAL + " +keys +flushall";

    /** The users as Redis' configuration names them; it holds no password, only digests. */
    String users() {
        return """
        user default reset
        user %s on #%s %s
        user %s on #%s %s
        """
                .formatted(
                        CLIENT, digest(password), USUAL, OPERATOR, digest(operatorPassword), MORE);
    }

    /** The same of a Redis that asks for no password: what an operator may do, everybody may. */
    static String everybody() {
        return "user default reset on nopass %s%n".formatted(MORE);
    }

    private static String digest(String password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RedisAuthentication";
    }
}
