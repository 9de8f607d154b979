package io.agentfleet.orchestrator.streams;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.orchestrator.flow.FlowConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of Kafka Streams. Under exactly-once, outputs are visible when they are committed:
 * every few milliseconds, and {@link FlowClients} sees to it that no thread waits longer for
 * records meanwhile. Whether a fetch waits long does not matter: records end it.
 */
final class FlowSettings {

    static final String APPLICATION = "fleet-orchestrator";

    private FlowSettings() {}

    /**
     * @param instance names this replica as long as its state folder exists: after a restart it
     *     gets its partitions back at once, without waiting for its former self to be given up
     */
    static Properties of(FlowConfig config, KafkaClientSettings kafka, String instance) {
        boolean exactlyOnce = config.guarantee() == FlowConfig.Guarantee.EXACTLY_ONCE;
        Properties p = new Properties();
        p.putAll(kafka.alone());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        p.put(StreamsConfig.CLIENT_ID_CONFIG, APPLICATION + "-" + instance);
        p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toAbsolutePath().toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        p.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        p.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                exactlyOnce ? config.commitInterval().toMillis() : 1_000L);
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        p.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                OversizedRecordHandler.class);
        p.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        p.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        p.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        p.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        p.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                FlowTopology.LARGEST_SESSION + 1024);
        return p;
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }
}
