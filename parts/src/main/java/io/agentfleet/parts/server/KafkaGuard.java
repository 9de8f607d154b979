package io.agentfleet.parts.server;

import java.util.Map;

/**
 * A Kafka that asks everybody for a name, and where nobody may do anything that was not granted.
 * One user may: whoever makes the others. Users of {@code SCRAM-SHA-512} and their rights are
 * Kafka's own data; this one stands in the broker's settings, for it is there before any data.
 *
 * @param password of {@link #SUPER_USER}
 */
public record KafkaGuard(String password) {

    /** Makes users and grants rights; the broker itself is this one. */
    public static final String SUPER_USER = "kafka";

    /** What a client shows to be {@link #SUPER_USER}, in the words of client properties. */
    public Map<String, String> superUser() {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(SUPER_USER, password));
    }

    /** The broker's settings. */
    String settings() {
        String plain =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";"
                        .formatted(SUPER_USER, password);
        return """
        inter.broker.listener.name=FLEET
        sasl.mechanism.inter.broker.protocol=PLAIN
        sasl.mechanism.controller.protocol=PLAIN
        listener.name.fleet.sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
        listener.name.fleet.plain.sasl.jaas.config=%1$s
        listener.name.fleet.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        listener.name.controller.sasl.enabled.mechanisms=PLAIN
        listener.name.controller.plain.sasl.jaas.config=%1$s
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        allow.everyone.if.no.acl.found=false
        super.users=User:%2$s
        """
                .formatted(plain, SUPER_USER);
    }

    @Override
    public String toString() {
        return "KafkaGuard";
    }
}
