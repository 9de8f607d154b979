package io.agentfleet.messaging.codec;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;

/** One codec per type of event. Safe for many threads. */
public final class EventCodecs implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(2);

    private final String registryUrl;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(READY_WITHIN).build();
    private final Map<Class<?>, EventCodec<?>> codecs = new ConcurrentHashMap<>();

    /**
     * @param registryUrl such as {@code http://localhost:8079/apis/registry/v3}
     */
    public EventCodecs(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    /** The codec of an event type. */
    @SuppressWarnings("unchecked") // the map holds a codec of T under T
    public <T extends SpecificRecord> EventCodec<T> of(Class<T> type) {
        return (EventCodec<T>)
                codecs.computeIfAbsent(type, ignored -> new EventCodec<>(type, registryUrl));
    }

    /** The event as bytes for this topic. */
    @SuppressWarnings("unchecked") // getClass of a T is a Class of T
    public <T extends SpecificRecord> byte[] encode(String topic, T event) {
        return of((Class<T>) event.getClass()).encode(topic, event);
    }

    /** True if the registry answers within two seconds. */
    public boolean isReady() {
        HttpRequest look =
                RegistryAddress.of(registryUrl)
                        .request("/system/info")
                        .timeout(READY_WITHIN)
                        .build();
        try {
            return http.send(look, HttpResponse.BodyHandlers.discarding()).statusCode() < 400;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        codecs.values().forEach(EventCodec::close);
    }
}
