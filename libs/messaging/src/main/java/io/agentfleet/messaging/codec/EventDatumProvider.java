package io.agentfleet.messaging.codec;

import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.DefaultAvroDatumProvider;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads every record as the one event that was asked for, whatever its writer called the record,
 * and with the class loader of that event. Without it the class would be looked up under the
 * writer's name, so that a client with a namespace of its own could not be read. Instantiated by
 * the serde.
 *
 * @param <T> a generated event
 */
public final class EventDatumProvider<T extends SpecificRecord>
        extends DefaultAvroDatumProvider<T> {

    /** Configuration key: the event's class. */
    static final String EVENT_TYPE = "fleet.event-type";

    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();
    private @Nullable SpecificData model;
    private @Nullable Schema schema;

    @Override
    public void configure(AvroSerdeConfig config) {
        super.configure(config);
        Class<?> type = (Class<?>) Objects.requireNonNull(config.originals().get(EVENT_TYPE));
        SpecificData data = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        model = data;
        schema = data.getSchema(type);
    }

    @Override
    public DatumReader<T> createDatumReader(Schema writer) {
        return readers.computeIfAbsent(
                writer, one -> new SpecificDatumReader<>(one, schema, model));
    }
}
