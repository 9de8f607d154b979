package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import io.agentfleet.localfleet.file.PasswordFile;
import io.agentfleet.localservers.process.SecretFile;
import io.agentfleet.localservers.server.KafkaAuthentication;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who the processes of a fleet with access are to its Kafka: each a user of its own, with a
 * password that is made once. A user is a file of client properties, which Kafka's own tools take
 * as well and only its owner can read.
 */
public record KafkaUsers(FleetHome home) {

    /** Who {@code ./fleet} itself is: dead letters, consumer groups. */
    public static final String OPERATOR = "fleet-operator";

    private static final Pattern PASSWORD = Pattern.compile("\\bpassword=\"([^\"]+)\"");
    private static final String JAAS = "sasl.jaas.config";

    /** Who may make users and grant rights; made on first use. */
    public KafkaAuthentication guard() {
        Path file = home.kafkaUser(KafkaAuthentication.SUPER_USER);
        if (!Files.exists(file)) {
            write(file, new KafkaAuthentication(PasswordFile.random()).superUser());
        }
        return new KafkaAuthentication(password(file));
    }

    /** The passwords of these users, by name; made on first use. */
    public Map<String, String> passwords(Collection<String> users) {
        Map<String, String> passwords = new TreeMap<>();
        for (String user : users) {
            Path file = home.kafkaUser(user);
            if (!Files.exists(file)) {
                write(file, scram(user, PasswordFile.random()));
            }
            passwords.put(user, password(file));
        }
        return passwords;
    }

    /** What this user shows to Kafka, in the words of client properties; empty if there is none. */
    public Map<String, String> shows(String user) {
        Path file = home.kafkaUser(user);
        Map<String, String> shows = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = read(file);
            properties
                    .stringPropertyNames()
                    .forEach(key -> shows.put(key, properties.getProperty(key)));
        }
        return shows;
    }

    /** The environment of a service, as a pod gets it; empty for one that does not know Kafka. */
    public Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        shows(service)
                .forEach((key, value) ->
                        environment.put(
                                "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    /** How a user reaches the Kafka at this address. */
    public KafkaClientSettings access(String servers, String user) {
        Map<String, String> settings = new TreeMap<>(shows(user));
        settings.put("bootstrap.servers", servers);
        return KafkaClientSettings.of(settings);
    }

    private static Map<String, String> scram(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                JAAS,
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    private static String password(Path file) {
        Matcher found = PASSWORD.matcher(read(file).getProperty(JAAS, ""));
        if (!found.find()) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s names no password: delete it, so that it is created again".formatted(file));
        }
        return found.group(1);
    }

    private static void write(Path file, Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings).forEach((key, value) -> text.append(key + "=" + value + "\n"));
        try {
            new SecretFile(file).write(text.toString());
        } catch (UncheckedIOException e) {
            throw unusable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
            return properties;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static CommandException unusable(Path file, IOException e) {
        return new CommandException(
                ExitCode.NOT_STARTED, "%s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
}
