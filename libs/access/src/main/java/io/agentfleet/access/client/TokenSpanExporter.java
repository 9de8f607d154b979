package io.agentfleet.access.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands spans to a service of the fleet that wants to know from whom they are. The exporter of
 * Quarkus shows the same headers for ever, and tokens end.
 *
 * <p>Called by one thread at a time, as the SDK promises; connects at the first spans.
 */
public final class TokenSpanExporter implements SpanExporter {

    private static final Logger LOG = Logger.getLogger(TokenSpanExporter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final MethodDescriptor<byte[], byte[]> EXPORT =
            MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
                    .build();

    private final URI collector;
    private final ServiceToken token;
    private @Nullable ManagedChannel channel;
    private boolean refusedBefore;

    /**
     * @param collector {@code http:} or {@code https:}, with a port
     */
    public TokenSpanExporter(URI collector, ServiceToken token) {
        this.collector = collector;
        this.token = token;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            TraceRequestMarshaler.create(spans).writeBinaryTo(message);
            Channel shown = ClientInterceptors.intercept(channel(), token);
            CallOptions limit =
                    CallOptions.DEFAULT.withDeadlineAfter(
                            PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            byte[] ignored =
                    ClientCalls.blockingUnaryCall(shown, EXPORT, limit, message.toByteArray());
            refusedBefore = false;
            return CompletableResultCode.ofSuccess();
        } catch (StatusRuntimeException e) {
            return lost(e.getStatus().getCode());
        } catch (IOException e) {
            throw new UncheckedIOException("spans are written to memory", e);
        }
    }

    /** Spans that do not arrive are gone; a collector that is away is told of once. */
    private CompletableResultCode lost(Status.Code why) {
        if (!refusedBefore) {
            LOG.warnf("spans_not_taken collector=%s status=%s", collector, why);
        }
        refusedBefore = true;
        return CompletableResultCode.ofFailure();
    }

    private synchronized ManagedChannel channel() {
        ManagedChannel open = channel;
        if (open == null) {
            ManagedChannelBuilder<?> builder =
                    ManagedChannelBuilder.forAddress(collector.getHost(), collector.getPort());
            open =
                    "https".equals(collector.getScheme())
                            ? builder.build()
                            : builder.usePlaintext().build();
            channel = open;
        }
        return open;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public synchronized CompletableResultCode shutdown() {
        if (channel != null) {
            channel.shutdown();
        }
        return CompletableResultCode.ofSuccess();
    }

    /** A message that is bytes already. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
