package io.agentfleet.providers.http;

import io.agentfleet.agent.model.ModelFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes: each read waits no longer than the clock of the call allows, and
 * ends when its thread is interrupted. Closing it closes the exchange.
 */
final class StreamBody extends InputStream implements BodySubscriber<StreamBody> {

    /** More than any model writes. */
    static final long MOST_BYTES = 16L << 20;

    private sealed interface Arrival {
        record Bytes(List<ByteBuffer> buffers) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable cause) implements Arrival {}
    }

    private final CallClock clock;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> exchange = new AtomicReference<>();
    private final Deque<ByteBuffer> here = new ArrayDeque<>();
    private long bytes;
    private boolean ended;
    private volatile boolean closed;

    StreamBody(CallClock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<StreamBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        exchange.set(subscription);
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Arrival.Broken(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival.End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (here.isEmpty() && !ended) {
            take(arrival());
        }
        ByteBuffer first = here.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.remaining());
        first.get(target, offset, count);
        if (!first.hasRemaining()) {
            here.remove();
        }
        return count;
    }

    private void take(Arrival arrival) throws IOException {
        switch (arrival) {
            case Arrival.Bytes(var buffers) -> {
                clock.begin();
                buffers.stream().filter(ByteBuffer::hasRemaining).forEach(here::add);
                bytes += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
                if (bytes > MOST_BYTES) {
                    throw new StreamException(
                            ModelFailure.UNREADABLE,
                            "its answer is longer than %d MiB".formatted(MOST_BYTES >> 20));
                }
                Flow.Subscription subscription = exchange.get();
                if (subscription != null) {
                    subscription.request(1);
                }
            }
            case Arrival.End() -> ended = true;
            case Arrival.Broken(var cause) -> {
                ended = true;
                if (!clock.isEndExpected()) {
                    throw new IOException(String.valueOf(cause.getMessage()), cause);
                }
            }
        }
    }

    private Arrival arrival() throws IOException {
        try {
            @Nullable Arrival next = arrivals.poll(clock.left().toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                return next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (clock.isEndExpected()) {
            close();
            return new Arrival.End();
        }
        throw new StreamException(ModelFailure.TIMED_OUT, clock.over());
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription subscription = exchange.get();
        if (subscription != null && !ended) {
            subscription.cancel();
        }
        ended = true;
    }
}
