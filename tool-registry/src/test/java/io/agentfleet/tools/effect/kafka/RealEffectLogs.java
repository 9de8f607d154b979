package io.agentfleet.tools.effect.kafka;

import io.agentfleet.parts.testing.FleetParts;
import io.agentfleet.parts.testing.TestTopics;
import io.agentfleet.schemas.Topics;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.redis.RedisScripts;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Logs of effects of several registries, on the same real Kafka and Redis. */
public final class RealEffectLogs {

    private final FleetParts parts = FleetParts.shared();
    private final Vertx vertx = Vertx.vertx();
    private final RedisScripts redis =
            new RedisScripts(Redis.createClient(vertx, parts.redisUrl()));
    private final List<KafkaEffectLog> started = new ArrayList<>();
    private final List<Producer<byte[], byte[]>> producers = new ArrayList<>();

    /** With the topic. */
    public RealEffectLogs() {
        TestTopics.create(parts.kafka(), List.of(Topics.TOOL_EFFECTS));
    }

    /** The log of one more registry. */
    public EffectLog start() {
        return start(parts.kafka());
    }

    /** The log of one more registry, which cannot write to Kafka. */
    public EffectLog startWithoutKafka() {
        return start("localhost:9");
    }

    private EffectLog start(String writesTo) {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", writesTo, "max.block.ms", "1000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producers.add(producer);
        KafkaEffectLog log =
                new KafkaEffectLog(
                        producer,
                        () ->
                                new KafkaConsumer<>(
                                        Map.of(
                                                "bootstrap.servers",
                                                parts.kafka(),
                                                "auto.offset.reset",
                                                "earliest"),
                                        new StringDeserializer(),
                                        new ByteArrayDeserializer()),
                        redis,
                        new Config(parts.kafka(), parts.registryUrl()),
                        () -> Duration.ofDays(1),
                        InstantSource.system());
        started.add(log);
        return log;
    }

    private record Config(String bootstrapServers, String schemaRegistryUrl)
            implements KafkaConfig {
        @Override
        public Duration appendTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration silence() {
            return Duration.ofSeconds(10);
        }
    }

    /** The registry of this log is gone, and has not been heard of for long. */
    public void kill(EffectLog log) throws InterruptedException {
        ((KafkaEffectLog) log).stop();
        var _ =
                redis.run(
                        "for _, key in ipairs(redis.call('KEYS', 'fleet:effects:owner:*')) do redis.call('DEL', key) end",
                        List.of(),
                        List.of());
    }

    /** Redis forgets everything. */
    public void emptyRedis() {
        var _ = redis.run("return redis.call('FLUSHALL')", List.of(), List.of());
    }

    /** Ends all of them. */
    public void close() throws InterruptedException {
        for (KafkaEffectLog log : started) {
            log.stop();
        }
        producers.forEach(producer -> producer.close(Duration.ofSeconds(1)));
        vertx.closeAndAwait();
    }
}
