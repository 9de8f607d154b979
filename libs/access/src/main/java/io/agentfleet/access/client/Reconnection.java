package io.agentfleet.access.client;

import io.grpc.ConnectivityState;
import io.grpc.ForwardingChannelBuilder2;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;

/**
 * While the target of a channel is away, it is tried every half second. Left alone, gRPC waits
 * longer each time, up to two minutes, and until then calls fail although the target is back.
 */
final class Reconnection {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ManagedChannel channel;

    private Reconnection(ManagedChannel channel) {
        this.channel = channel;
    }

    /** The same builder, of a channel that is tried so. */
    static ManagedChannelBuilder<?> of(ManagedChannelBuilder<?> builder) {
        return new Builder(builder);
    }

    private static final class Builder extends ForwardingChannelBuilder2<Builder> {

        private final ManagedChannelBuilder<?> builder;

        Builder(ManagedChannelBuilder<?> builder) {
            this.builder = builder;
        }

        @Override
        protected ManagedChannelBuilder<?> delegate() {
            return builder;
        }

        @Override
        public ManagedChannel build() {
            ManagedChannel channel = builder.build();
            new Reconnection(channel).watch();
            return channel;
        }
    }

    private void watch() {
        ConnectivityState now = channel.getState(false);
        switch (now) {
            case TRANSIENT_FAILURE ->
                    Thread.ofVirtual().name("reconnection").start(this::tryUntilItIsBack);
            case SHUTDOWN -> {}
            default -> channel.notifyWhenStateChanged(now, this::watch);
        }
    }

    private void tryUntilItIsBack() {
        try {
            while (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
                Thread.sleep(PAUSE);
                channel.resetConnectBackoff();
            }
            watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
