package io.agentfleet.localservers.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Kafka with authentication, in which everything is denied that was not granted. One user may do
 * everything: the one that creates the others. Users of {@code SCRAM-SHA-512} and their rights are
 * Kafka's own data; this one stands in the broker's settings, for it is there before any data.
 *
 * @param password of {@link #SUPER_USER}
 * @param certificates if clients come over TLS: a folder with {@code broker.pem}, key and
 *     certificate of localhost, and {@code ca.crt}, who signed it
 */
public record KafkaAuthentication(String password, Optional<Path> certificates) {

    /** Makes users and grants rights; the broker itself is this one. */
    public static final String SUPER_USER = "kafka";

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%1$s\" password=\"%2$s\"";

    /** One whose clients come in plain text. */
    public KafkaAuthentication(String password) {
        this(password, Optional.empty());
    }

    /** What a client shows to be {@link #SUPER_USER}, in the words of client properties. */
    public Map<String, String> superUser() {
        Map<String, String> shows = new TreeMap<>();
        shows.put("security.protocol", protocol());
        shows.put("sasl.mechanism", "PLAIN");
        shows.put("sasl.jaas.config", LOGIN.formatted(SUPER_USER, password) + ";");
        certificates.ifPresent(folder -> {
            shows.put("ssl.truststore.type", "PEM");
            shows.put("ssl.truststore.location", folder.resolve("ca.crt").toString());
        });
        return shows;
    }

    String protocol() {
        return certificates.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    /** The broker's settings. */
    String settings() {
        String plain = (LOGIN + " user_%1$s=\"%2$s\";").formatted(SUPER_USER, password);
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
        %3$s
        """
                .formatted(
                        plain, SUPER_USER, certificates.map(KafkaAuthentication::tls).orElse(""));
    }

    private static String tls(Path folder) {
        return """
        ssl.keystore.type=PEM
        ssl.keystore.location=%s
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
                .formatted(folder.resolve("broker.pem"), folder.resolve("ca.crt"));
    }

    @Override
    public String toString() {
        return "KafkaGuard";
    }
}
