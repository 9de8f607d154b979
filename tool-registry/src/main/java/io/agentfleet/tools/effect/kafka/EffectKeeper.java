package io.agentfleet.tools.effect.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Says that this owner lives, rebuilds the index when Redis lost it, and writes into it what could
 * not be written before. Runs on one thread until it is stopped; starts again after a failure.
 */
final class EffectKeeper implements Runnable {

    private static final Logger LOG = Logger.getLogger(EffectKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ALL_HAVE_BEATEN = Duration.ofSeconds(3);

    private final EffectIndex index;
    private final EffectTopic topic;
    private final Consumer<String> written;
    private final Map<String, String> unwritten = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean ready;

    /**
     * @param written told the key of each effect that was written late
     */
    EffectKeeper(EffectIndex index, EffectTopic topic, Consumer<String> written) {
        this.index = index;
        this.topic = topic;
        this.written = written;
    }

    @Override
    public void run() {
        do {
            try {
                boolean whole = index.beat();
                writeLate();
                ready = whole || rebuild();
            } catch (RuntimeException e) {
                if (ready) {
                    LOG.warnf("effects cannot be claimed for now: %s", e.getMessage());
                }
                ready = false;
            }
        } while (!stopped(PAUSE));
    }

    private void writeLate() {
        unwritten.forEach((key, value) -> {
            index.end(key, value);
            unwritten.remove(key);
            written.accept(key);
        });
    }

    private boolean rebuild() {
        if (!index.lock()) {
            return false;
        }
        Optional<Long> read =
                topic.read(portion -> {
                    boolean _ = index.beat();
                    return index.restore(portion);
                });
        if (read.isEmpty()) {
            return false;
        }
        // Intents of owners that live must not look like those of dead ones.
        if (read.get() > 0 && stopped(ALL_HAVE_BEATEN)) {
            return false;
        }
        boolean whole = index.mark();
        LOG.infof("index of effects rebuilt whole=%s records=%d", whole, read.get());
        return whole;
    }

    /** Writes this as soon as the index answers. */
    void writeLater(String key, String value) {
        unwritten.put(key, value);
    }

    /** True while the index is whole and answers. */
    boolean ready() {
        return ready;
    }

    private boolean stopped(Duration within) {
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
