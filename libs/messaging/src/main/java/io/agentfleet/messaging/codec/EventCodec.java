package io.agentfleet.messaging.codec;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events of one type as bytes and back, in the Confluent wire format: a zero byte, the schema's id
 * in four bytes, Avro binary. Schemas live in Apicurio Registry under {@code <topic>-value}. Safe
 * for many threads.
 *
 * @param <T> a generated event
 */
public final class EventCodec<T extends SpecificRecord> implements AutoCloseable {

    private static final byte MAGIC = 0;
    private static final int SHORTEST = 5;

    static {
        DecodeLimits.set();
    }

    private final Class<T> type;
    private final AvroKafkaSerializer<T> serializer = new AvroKafkaSerializer<>();
    private final AvroKafkaDeserializer<T> deserializer = new AvroKafkaDeserializer<>();

    /**
     * @param registryUrl such as {@code http://localhost:8079/apis/registry/v3}, with a login if
     *     the registry asks for one ({@link RegistryAddress}); asked on first use
     */
    public EventCodec(Class<T> type, String registryUrl) {
        this.type = type;
        Map<String, Object> config = RegistryAddress.of(registryUrl).settings();
        config.putAll(
                Map.of(
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.find-latest",
                        false,
                        "apicurio.registry.dereference-schema",
                        true,
                        "apicurio.registry.use-specific-avro-reader",
                        true,
                        "apicurio.registry.avro-datum-provider",
                        EventDatumProvider.class,
                        EventDatumProvider.EVENT_TYPE,
                        type));
        serializer.configure(config, false);
        deserializer.configure(config, false);
    }

    /**
     * The event as bytes; registers its schema on first use.
     *
     * @throws FleetException with UNAVAILABLE if the registry does not answer
     */
    public byte[] encode(String topic, T event) {
        try {
            synchronized (serializer) {
                return serializer.serialize(topic, event);
            }
        } catch (RuntimeException e) {
            throw isConnectionFailure(e) ? unavailable(e) : e;
        }
    }

    /**
     * The event in these bytes, whichever compatible schema wrote them.
     *
     * @throws FleetException with UNREADABLE_RECORD if the bytes are not such an event, for ever;
     *     with UNAVAILABLE if the schema is not known yet and the registry does not answer: try
     *     again later
     */
    public T decode(String topic, byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < SHORTEST || bytes[0] != MAGIC) {
            throw unreadable(topic, bytes, null);
        }
        Object decoded;
        try {
            synchronized (deserializer) {
                decoded = deserializer.deserialize(topic, bytes);
            }
        } catch (StackOverflowError deep) { // a writer's schema may nest as deep as it likes
            throw unreadable(topic, bytes, new IllegalArgumentException("nested too deeply", deep));
        } catch (RuntimeException e) {
            throw isConnectionFailure(e) ? unavailable(e) : unreadable(topic, bytes, e);
        }
        if (!type.isInstance(decoded)) {
            throw unreadable(topic, bytes, null);
        }
        return type.cast(decoded);
    }

    private static boolean isConnectionFailure(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SocketException
                    || t instanceof UnknownHostException
                    || t instanceof ClosedChannelException
                    || t instanceof HttpTimeoutException
                    || t instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static FleetException unavailable(RuntimeException cause) {
        return new FleetException(
                ErrorCode.UNAVAILABLE,
                "the schema registry does not answer: see that it runs and that SCHEMA_REGISTRY_URL is right",
                cause);
    }

    private FleetException unreadable(
            String topic, byte @Nullable [] bytes, @Nullable RuntimeException cause) {
        return new FleetException(
                ErrorCode.UNREADABLE_RECORD,
                "%d bytes on %s are no %s: send a zero byte, the id of a schema of subject %s-value in four bytes, then Avro binary"
                        .formatted(
                                bytes == null ? 0 : bytes.length,
                                topic,
                                type.getSimpleName(),
                                topic),
                cause);
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
