package io.agentfleet.tools.effect.kafka;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.Claimed;
import io.agentfleet.tools.effect.Effect;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.kafka.EffectIndex.Found;
import io.agentfleet.tools.redis.RedisScripts;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Effects on the topic tool.effects, the truth, and in Redis, the index that makes claims atomic.
 * Each start of the registry is another owner; its intents are recognised as those of a dead one
 * when it was not heard of for ten seconds.
 */
@ApplicationScoped
public class KafkaEffectLog implements EffectLog {

    private static final Logger LOG = Logger.getLogger(KafkaEffectLog.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final EffectIndex index;
    private final EffectTopic topic;
    private final EffectKeeper keeper;
    private final Duration patience;
    private final Thread keeping;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    KafkaEffectLog(
            Producer<byte[], byte[]> producer,
            Supplier<Consumer<String, byte[]>> consumers,
            RedisScripts redis,
            KafkaConfig kafka,
            EffectsConfig config,
            InstantSource clock) {
        String owner = UUID.randomUUID().toString();
        this.index = new EffectIndex(redis, owner, config.keep());
        this.topic = new EffectTopic(producer, consumers, kafka, owner, clock);
        this.keeper = new EffectKeeper(index, topic, atWork::remove);
        this.patience = kafka.appendTimeout();
        this.keeping = Thread.ofPlatform().daemon().name("effect-keeper").start(keeper);
    }

    @Override
    public Claimed claim(Effect effect, String seen) {
        String key = effect.key();
        if (!atWork.add(key)) {
            return new Claimed.Taken(new EffectState.Intended(), NOTHING, true);
        }
        boolean granted = false;
        try {
            Found found = index.claim(key, seen);
            if (found != null) {
                EffectState state = EffectIndex.state(found.value());
                boolean alive = found.alive() && !found.value().equals(index.intent());
                return new Claimed.Taken(state, found.value(), alive);
            }
            intend(effect, seen);
            granted = true;
            return new Claimed.Granted();
        } finally {
            if (!granted) {
                atWork.remove(key);
            }
        }
    }

    private void intend(Effect effect, String seen) {
        try {
            await(topic.send(effect, new EffectState.Intended()));
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            takeBack(effect, seen);
            throw unavailable(effect, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            takeBack(effect, seen);
            throw unavailable(effect, e);
        }
    }

    /** The record may still arrive: another one after it says that nothing was done. */
    private void takeBack(Effect effect, String seen) {
        try {
            index.end(effect.key(), seen);
        } catch (FleetException e) {
            keeper.writeLater(effect.key(), seen);
        }
        try {
            Future<RecordMetadata> _ = topic.send(effect, new EffectState.Failed(""));
        } catch (FleetException | KafkaException e) {
            LOG.debugf("intent was not taken back in the log key=%s", effect.key());
        }
    }

    @Override
    public void ended(Effect effect, EffectState state) {
        Future<RecordMetadata> sent = null;
        try {
            sent = topic.send(effect, state);
        } catch (RuntimeException e) {
            unnoted(effect, state, e);
        }
        String value = EffectIndex.value(state, "");
        try {
            index.end(effect.key(), value);
            atWork.remove(effect.key());
        } catch (FleetException e) {
            keeper.writeLater(effect.key(), value);
        }
        awaitEnd(effect, state, sent);
    }

    private void awaitEnd(Effect effect, EffectState state, @Nullable Future<RecordMetadata> sent) {
        if (sent == null) {
            return;
        }
        try {
            await(sent);
        } catch (ExecutionException | TimeoutException e) {
            unnoted(effect, state, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(Future<RecordMetadata> sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void unnoted(Effect effect, EffectState state, Exception why) {
        LOG.warnf(
                "effect is not in the log yet key=%s tool=%s state=%s reason=%s",
                effect.key(), effect.call().tool(), state.wire(), why);
    }

    private static FleetException unavailable(Effect effect, Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "'%s' was not called because Kafka did not take the intent in time: try again, or see that topic tool.effects exists"
                        .formatted(effect.call().tool()),
                cause);
    }

    @Override
    public boolean ready() {
        return keeper.ready();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        keeper.stop();
        keeping.join(STOP_WITHIN);
        topic.close();
    }
}
