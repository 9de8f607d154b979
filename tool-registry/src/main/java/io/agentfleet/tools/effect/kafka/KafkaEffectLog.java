package io.agentfleet.tools.effect.kafka;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.kafka.KafkaConfig;
import io.agentfleet.tools.effect.EffectClaim;
import io.agentfleet.tools.effect.EffectLog;
import io.agentfleet.tools.effect.EffectState;
import io.agentfleet.tools.effect.ToolEffect;
import io.agentfleet.tools.effect.redis.EffectIndex;
import io.agentfleet.tools.effect.redis.EffectIndex.Found;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Effects on the topic tool.effects, the truth, and in Redis, the index that makes claims atomic.
 * Each start of the registry is another owner; its intents are recognised as those of a dead one
 * when it sent no heartbeat for ten seconds.
 */
@ApplicationScoped
public class KafkaEffectLog implements EffectLog {

    private static final Logger LOG = Logger.getLogger(KafkaEffectLog.class);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final long NOWHERE = -1;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final EffectIndex index;
    private final EffectTopic topic;
    private final EffectHeartbeat heartbeat;
    private final Duration timeout;
    private final Thread keeping;
    private final Map<String, Long> atWork = new ConcurrentHashMap<>();

    KafkaEffectLog(
            Producer<byte[], byte[]> producer,
            KafkaClientSettings kafka,
            EffectIndex index,
            KafkaConfig config,
            InstantSource clock) {
        this.index = index;
        this.topic = new EffectTopic(producer, kafka, config, index.owner(), clock);
        this.heartbeat = new EffectHeartbeat(index, topic);
        this.timeout = config.appendTimeout().plus(GRACE);
        this.keeping = Thread.ofPlatform().daemon().name("effect-heartbeat").start(heartbeat);
    }

    @Override
    public EffectClaim claim(ToolEffect effect, String seen) {
        String key = effect.key();
        if (atWork.putIfAbsent(key, NOWHERE) != null) {
            return new EffectClaim.Taken(new EffectState.Intended(), NOTHING, true);
        }
        boolean claimed = false;
        try {
            Found found = index.claim(key, seen);
            if (found != null) {
                EffectState state = EffectIndex.state(found.state());
                boolean alive = found.alive() && !found.state().equals(index.intent());
                return new EffectClaim.Taken(state, found.entry(), alive);
            }
            claimed = true;
        } finally {
            if (!claimed) {
                atWork.remove(key);
            }
        }
        intend(effect, seen);
        return new EffectClaim.Granted();
    }

    private void intend(ToolEffect effect, String seen) {
        try {
            atWork.put(effect.key(), append(effect, new EffectState.Intended()));
            requireHeld(effect);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            takeBack(effect, seen);
            throw unavailable(effect, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            takeBack(effect, seen);
            throw unavailable(effect, e);
        }
    }

    /**
     * The index may have been lost and rebuilt before the intent was in the log, and the claim be
     * somebody else's. If that one is done, this must be the last word again: compaction keeps it.
     */
    private void requireHeld(ToolEffect effect) {
        Found other = index.hold(effect.key(), offset(effect));
        if (other == null) {
            return;
        }
        if (EffectIndex.state(other.state()) instanceof EffectState.Done done) {
            Future<RecordMetadata> _ = topic.send(effect, done);
        }
        throw new FleetException(ErrorCode.UNAVAILABLE, "the claim was lost meanwhile");
    }

    /** The record may have arrived, or still arrive: another one after it says what was before. */
    private void takeBack(ToolEffect effect, String seen) {
        boolean clear =
                EffectIndex.state(new Found(seen, false).state()) instanceof EffectState.Failed;
        EffectState before = clear ? new EffectState.Failed("") : new EffectState.Ambiguous();
        later(effect, () -> giveUp(effect, before));
    }

    @Override
    public void ended(ToolEffect effect, EffectState state) {
        if (!(state instanceof EffectState.Done)) {
            finish(effect, () -> giveUp(effect, state));
            return;
        }
        Future<RecordMetadata> sent = null;
        try {
            sent = topic.send(effect, state);
        } catch (RuntimeException e) {
            unnoted(effect, state, e);
        }
        finish(effect, () -> index.end(effect.key(), state, offset(effect)));
        awaitEnd(effect, state, sent);
    }

    /** Says that nothing is known to be done, unless somebody took over: only done may say more. */
    private void giveUp(ToolEffect effect, EffectState state) {
        long offset = offset(effect);
        if (index.hold(effect.key(), offset) != null) {
            return;
        }
        try {
            offset = append(effect, state);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            unnoted(effect, state, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        index.end(effect.key(), state, offset);
    }

    /** Takes this step with the index now, or as soon as the index answers. */
    private void finish(ToolEffect effect, Runnable step) {
        try {
            step.run();
            atWork.remove(effect.key());
        } catch (FleetException e) {
            later(effect, step);
        }
    }

    private void later(ToolEffect effect, Runnable step) {
        Thread.ofVirtual()
                .name("effect-late")
                .start(() -> {
                    do {
                        try {
                            step.run();
                            atWork.remove(effect.key());
                            return;
                        } catch (FleetException e) {
                            LOG.debugf("effect_retrying key=%s", effect.key());
                        }
                    } while (!heartbeat.stopped(EffectHeartbeat.PAUSE));
                });
    }

    private void awaitEnd(
            ToolEffect effect, EffectState state, @Nullable Future<RecordMetadata> sent) {
        if (sent == null) {
            return;
        }
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            unnoted(effect, state, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long append(ToolEffect effect, EffectState state)
            throws InterruptedException, ExecutionException, TimeoutException {
        return topic.send(effect, state).get(timeout.toMillis(), TimeUnit.MILLISECONDS).offset();
    }

    private long offset(ToolEffect effect) {
        return atWork.getOrDefault(effect.key(), NOWHERE);
    }

    private static void unnoted(ToolEffect effect, EffectState state, Exception why) {
        LOG.warnf(
                "effect_late key=%s tool=%s state=%s reason=%s",
                effect.key(), effect.call().tool(), state.wire(), why);
    }

    private static FleetException unavailable(ToolEffect effect, Exception cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "'%s' was not called because its intent could not be noted in time: try again, or see that Kafka and Redis answer and topic tool.effects exists"
                        .formatted(effect.call().tool()),
                cause);
    }

    @Override
    public boolean ready() {
        return heartbeat.ready();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        heartbeat.stop();
        keeping.join(STOP_WITHIN);
        topic.close();
    }
}
