package io.agentfleet.orchestrator.records;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events as bare Avro, without a registry. */
public final class PlainEventSerde implements EventSerde {

    @Override
    public byte[] encode(String topic, SpecificRecord event) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<>(event.getSchema()).write(event, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T extends SpecificRecord> T decode(
            String topic, byte @Nullable [] bytes, Class<T> type) {
        try {
            var schema = SpecificData.get().getSchema(type);
            var decoder =
                    DecoderFactory.get().binaryDecoder(bytes == null ? new byte[0] : bytes, null);
            return new SpecificDatumReader<T>(schema).read(null, decoder);
        } catch (IOException | RuntimeException e) {
            throw new FleetException(ErrorCode.UNREADABLE_RECORD, "not a " + type, e);
        }
    }
}
