package io.agentfleet.orchestrator.records;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stops every thread of a flow in the middle of a decision, as a paused process would: state and
 * actions of its earlier decisions are out, its inputs are not committed.
 */
public final class BlockingEventSerde {

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean pulled;

    /** From now on every thread is held as soon as it encodes something. */
    public void pull() {
        pulled = true;
    }

    /** How many threads are held. */
    public int held() {
        return held.get();
    }

    public void release() {
        pulled = false;
        released.countDown();
    }

    /** These bytes, on this brake. */
    public EventSerde on(EventSerde bytes) {
        return new EventSerde() {
            @Override
            public byte[] encode(String topic, SpecificRecord event) {
                if (pulled) {
                    hold();
                }
                return bytes.encode(topic, event);
            }

            @Override
            public <T extends SpecificRecord> T decode(
                    String topic, byte @Nullable [] value, Class<T> type) {
                return bytes.decode(topic, value, type);
            }
        };
    }

    private void hold() {
        held.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
