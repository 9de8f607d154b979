package io.agentfleet.tools.effect.kafka;

import io.agentfleet.tools.effect.redis.EffectIndex;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes this owner's heartbeat, and rebuilds the index when Redis lost it. Runs on one thread
 * until it is stopped; starts again after a failure.
 */
final class EffectHeartbeat implements Runnable {

    private static final Logger LOG = Logger.getLogger(EffectHeartbeat.class);
    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ALL_HAVE_BEATEN = Duration.ofSeconds(3);

    private final EffectIndex index;
    private final EffectTopic topic;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean ready;

    EffectHeartbeat(EffectIndex index, EffectTopic topic) {
        this.index = index;
        this.topic = topic;
    }

    @Override
    public void run() {
        do {
            try {
                ready = index.heartbeat() || rebuild();
            } catch (RuntimeException e) {
                if (ready) {
                    LOG.warnf("effects_not_claimable reason=%s", e.getMessage());
                }
                ready = false;
            }
        } while (!stopped(PAUSE));
    }

    private boolean rebuild() {
        if (!index.lock()) {
            return false;
        }
        Optional<Long> read =
                topic.read(
                        this::allHaveBeaten,
                        portion -> {
                            boolean _ = index.heartbeat();
                            return index.restore(portion);
                        });
        if (read.isEmpty()) {
            return false;
        }
        boolean whole = index.mark();
        LOG.infof("effects_index_rebuilt whole=%s records=%d", whole, read.get());
        return whole;
    }

    /**
     * Intents of owners that live must not look like those of dead ones, and what was on its way
     * into the log when the index was lost shall be read.
     */
    private boolean allHaveBeaten() {
        return !stopped(ALL_HAVE_BEATEN);
    }

    /** True while the index is whole and answers. */
    boolean ready() {
        return ready;
    }

    /** Waits; true if it was stopped meanwhile. */
    boolean stopped(Duration within) {
        try {
            return stop.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Ends soon; from then on this owner counts as dead before long. */
    void stop() {
        stop.countDown();
    }
}
