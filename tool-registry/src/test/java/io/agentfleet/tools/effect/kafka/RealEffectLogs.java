package io.agentfleet.tools.effect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolEffectEvent;
import io.agentfleet.testservers.TestServers;
import io.agentfleet.testservers.TestTopics;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.ToolEffect;
import io.agentfleet.tools.effect.redis.EffectIndex;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Logs of effects of several registries, on the same real Kafka and Redis. */
public final class RealEffectLogs {

    private final TestServers parts = TestServers.shared();
    private final Vertx vertx = Vertx.vertx();
    private final RedisConnection redis;
    private final List<KafkaEffectLog> started = new ArrayList<>();
    private final List<Producer<byte[], byte[]>> producers = new ArrayList<>();

    /** With the topic, and the Redis of all tests. */
    public RealEffectLogs() {
        this(TestServers.shared().redisUrl());
    }

    /** With the topic, and a Redis of one's own. */
    public RealEffectLogs(String redisUrl) {
        redis =
                new RedisConnection(
                        Redis.createClient(vertx, redisUrl).getDelegate(), Duration.ofSeconds(1));
        TestTopics.create(parts.kafka(), List.of(Topics.TOOL_EFFECTS));
    }

    /** The log of one more registry. */
    public EffectLog start() {
        return start(producer(parts.kafka(), () -> {}));
    }

    /** The log of one more registry, which cannot write to Kafka. */
    public EffectLog startWithoutKafka() {
        return start(producer("localhost:9", () -> {}));
    }

    /** The log of one more registry, which does this before each record it writes. */
    public EffectLog startHeldUpBy(Runnable hold) {
        return start(producer(parts.kafka(), hold));
    }

    private static Producer<byte[], byte[]> producer(String writesTo, Runnable before) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", writesTo, "max.block.ms", "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                before.run();
                return super.send(record);
            }
        };
    }

    private EffectLog start(Producer<byte[], byte[]> producer) {
        producers.add(producer);
        KafkaEffectLog log =
                new KafkaEffectLog(
                        producer,
                        KafkaClientSettings.at(parts.kafka()),
                        new EffectIndex(redis, () -> Duration.ofDays(1)),
                        new Config(parts.registryUrl()),
                        InstantSource.system());
        started.add(log);
        return log;
    }

    private record Config(String schemaRegistryUrl) implements KafkaConfig {
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
        forgetOwners();
    }

    /** No registry has been heard of for long. */
    public void forgetOwners() {
        var _ =
                redis.eval(
                        "for _, key in ipairs(redis.call('KEYS', 'fleet:effects:owner:*')) do redis.call('DEL', key) end",
                        List.of(),
                        List.of());
    }

    /** The states of this effect in the log, oldest first. */
    public List<String> logged(ToolEffect effect) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                        TopicFollower.consumer(
                                "effects-test", KafkaClientSettings.at(parts.kafka()), Map.of());
                EventCodec<ToolEffectEvent> codec =
                        new EventCodec<>(ToolEffectEvent.class, parts.registryUrl())) {
            List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.TOOL_EFFECTS);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> states = new ArrayList<>();
            while (!TopicFollower.hasReached(consumer, ends)) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (effect.key().equals(new String(record.key(), UTF_8))) {
                        states.add(codec.decode(record.topic(), record.value()).getState());
                    }
                }
            }
            return states;
        }
    }

    /** Redis forgets everything. */
    public void emptyRedis() {
        var _ = redis.eval("return redis.call('FLUSHALL')", List.of(), List.of());
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
