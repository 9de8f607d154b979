package io.agentfleet.messaging.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The W3C trace context in the headers of a record. */
public final class TraceHeaders {

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Headers> LAST =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Headers headers) {
                    List<String> keys = new ArrayList<>();
                    headers.forEach(header -> keys.add(header.key()));
                    return keys;
                }

                @Override
                public @Nullable String get(@Nullable Headers headers, String key) {
                    Header found = headers == null ? null : headers.lastHeader(key);
                    return found == null ? null : new String(found.value(), UTF_8);
                }
            };

    private TraceHeaders() {}

    /** Sets the trace that goes on with this record; nothing happens outside of one. */
    public static void inject(Context context, Headers headers) {
        W3C.inject(
                context,
                headers,
                (into, key, value) -> {
                    if (into != null) {
                        into.remove(key).add(key, value.getBytes(UTF_8));
                    }
                });
    }

    /** The trace that a record came with; the root context if it came with none. */
    public static Context extract(Headers headers) {
        return W3C.extract(Context.root(), headers, LAST);
    }
}
