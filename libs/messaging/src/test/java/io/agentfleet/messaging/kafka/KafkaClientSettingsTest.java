package io.agentfleet.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientSettingsTest {

    private static final String JAAS =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"s3cret\";";

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "bootstrap.servers", "kafka:9093",
                    "security.protocol", "SASL_SSL",
                    "sasl.mechanism", "SCRAM-SHA-512",
                    "sasl.jaas.config", JAAS,
                    "ssl.truststore.location", "/etc/ca.crt");

    @Test
    void aClientHasItsOwnSettingsAndHowKafkaIsReached() {
        assertThat(KafkaClientSettings.of(SETTINGS).with(Map.of("acks", "all")))
                .containsAllEntriesOf(SETTINGS)
                .containsEntry("acks", "all")
                .hasSize(SETTINGS.size() + 1);
    }

    @Test
    void whatIsNotAboutReachingKafkaIsLeftOut() {
        assertThat(
                        KafkaClientSettings.of(
                                Map.of("bootstrap.servers", "kafka:9092", "group.id", "x")))
                .extracting(KafkaClientSettings::alone)
                .isEqualTo(Map.of("bootstrap.servers", "kafka:9092"));
    }

    @Test
    void aFileOfKafkasOwnToolsIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(file, "security.protocol=SASL_SSL\nsasl.jaas.config=" + JAAS);

        assertThat(KafkaClientSettings.at("kafka:9093", file).alone())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", JAAS);
    }

    @Test
    void itsTextContainsNoSecret() {
        assertThat(KafkaClientSettings.of(SETTINGS)).hasToString("kafka:9093");
    }

    @Test
    void withoutAnAddressItSaysWhatToSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaClientSettings.of(Map.of("security.protocol", "SASL_SSL")))
                .withMessageContaining("kafka.bootstrap.servers");
    }
}
