package io.agentfleet.tools.effect.kafka;

import io.agentfleet.messaging.codec.EventCodec;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.ToolEffectEvent;
import io.agentfleet.tools.call.Caller;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.ToolEffect;
import io.agentfleet.tools.effect.redis.EffectIndex;
import io.agentfleet.tools.effect.redis.EffectIndex.Logged;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The topic tool.effects: written call by call, read from its beginning to rebuild the index. */
final class EffectTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EffectTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;
    private final KafkaClientSettings kafka;
    private final EventCodec<ToolEffectEvent> codec;
    private final String owner;
    private final InstantSource clock;

    EffectTopic(
            Producer<byte[], byte[]> producer,
            KafkaClientSettings kafka,
            KafkaConfig config,
            String owner,
            InstantSource clock) {
        this.producer = producer;
        this.kafka = kafka;
        this.codec = new EventCodec<>(ToolEffectEvent.class, config.schemaRegistryUrl());
        this.owner = owner;
        this.clock = clock;
    }

    /** Sends a record; records of one effect stay in order. */
    Future<RecordMetadata> send(ToolEffect effect, EffectState state) {
        return producer.send(
                KafkaConfig.RECORDS.of(
                        Topics.TOOL_EFFECTS, effect.key(), event(effect, state), codec::encode));
    }

    private ToolEffectEvent event(ToolEffect effect, EffectState state) {
        Caller caller = effect.call().caller();
        return ToolEffectEvent.newBuilder()
                .setIdempotencyKey(effect.key())
                .setState(state.wire())
                .setToolName(effect.call().tool())
                .setVersion(effect.call().known().definition().version().toString())
                .setSessionId(caller.session().value())
                .setTaskId(caller.task().value())
                .setRootTaskId(caller.rootTask().value())
                .setAgent(caller.agent().value())
                .setStep(caller.step())
                .setOwner(owner)
                .setOutcome(
                        switch (state) {
                            case EffectState.Done(String outcome) -> outcome;
                            case EffectState.Failed(String outcome) -> outcome;
                            case EffectState.Intended _, EffectState.Ambiguous _ -> "";
                        })
                .setCreatedAt(clock.instant())
                .setTenant(caller.tenant())
                .build();
    }

    /**
     * Reads all that stands there, portion by portion.
     *
     * @param settle waits for what is on its way into a topic that holds something, before its end
     *     is looked for; answers false to stop
     * @param portions answers false to stop
     * @return how many effects were read; empty if it was stopped, or if there is no topic yet
     */
    Optional<Long> read(BooleanSupplier settle, Predicate<List<Logged>> portions) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                TopicFollower.consumer(
                        "tool-registry-effects",
                        kafka,
                        Map.of("default.api.timeout.ms", (int) ASK.toMillis()))) {
            List<TopicPartition> partitions = TopicFollower.assign(consumer, Topics.TOOL_EFFECTS);
            if (partitions.isEmpty()) {
                LOG.warnf("topic_missing topic=%s", Topics.TOOL_EFFECTS);
                return Optional.empty();
            }
            consumer.seekToBeginning(partitions);
            boolean used =
                    consumer.endOffsets(partitions, ASK).values().stream().anyMatch(end -> end > 0);
            if (used && !settle.getAsBoolean()) {
                return Optional.empty();
            }
            return readAll(consumer, partitions, portions);
        }
    }

    private Optional<Long> readAll(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Predicate<List<Logged>> portions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        long count = 0;
        while (!TopicFollower.hasReached(consumer, ends)) {
            List<Logged> portion = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                logged(record).ifPresent(portion::add);
            }
            count += portion.size();
            if (!portions.test(portion)) {
                return Optional.empty();
            }
        }
        return Optional.of(count);
    }

    private Optional<Logged> logged(ConsumerRecord<byte[], byte[]> record) {
        try {
            ToolEffectEvent event = codec.decode(record.topic(), record.value());
            long age = clock.millis() - event.getCreatedAt().toEpochMilli();
            return Optional.of(
                    new Logged(event.getIdempotencyKey(), state(event), record.offset(), age));
        } catch (FleetException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e;
            }
            LOG.warnf(
                    "effect_skipped partition=%d offset=%d reason=%s",
                    record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String state(ToolEffectEvent event) {
        EffectState state =
                switch (event.getState()) {
                    case "intended" -> new EffectState.Intended();
                    case "done" -> new EffectState.Done(event.getOutcome());
                    case "failed" -> new EffectState.Failed(event.getOutcome());
                    default -> new EffectState.Ambiguous();
                };
        return EffectIndex.text(state, event.getOwner());
    }

    @Override
    public void close() {
        codec.close();
    }
}
