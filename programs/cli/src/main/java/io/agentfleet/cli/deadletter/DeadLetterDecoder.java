package io.agentfleet.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentfleet.localfleet.file.JsonFile;
import io.agentfleet.messaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Makes an event of a dead letter's bytes if the registry knows the schema that wrote them, text or
 * hexadecimal digits of any others. Never fails.
 */
public record DeadLetterDecoder(Schemas schemas) {

    private static final byte MAGIC = 0;
    private static final int HEAD = 5;

    static {
        DecodeLimits.set();
    }

    /** Where schemas are known. */
    public interface Schemas {

        /**
         * The schema of this id, in Avro's JSON; empty if there is none.
         *
         * @throws IOException if there is no answer; its message says why
         */
        Optional<String> find(int id) throws IOException;
    }

    /** The content of the dead letter. */
    public DeadLetterContent read(DeadLetter deadLetter) {
        byte[] value = deadLetter.value();
        if (value == null) {
            return new DeadLetterContent.Nothing();
        }
        if (value.length < HEAD || value[0] != MAGIC) {
            return plain(value, "it does not begin with a zero byte and the id of a schema");
        }
        int id = ByteBuffer.wrap(value, 1, HEAD - 1).getInt();
        try {
            Optional<String> schema = schemas.find(id);
            return schema.isPresent()
                    ? event(new Schema.Parser().parse(schema.get()), value)
                    : plain(value, "the registry knows no schema %d".formatted(id));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            return plain(value, String.valueOf(e.getMessage()));
        }
    }

    private static DeadLetterContent event(Schema schema, byte[] value) throws IOException {
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, HEAD, value.length - HEAD, null);
        GenericRecord record =
                new GenericDatumReader<GenericRecord>(schema, schema, data).read(null, decoder);
        if (!decoder.isEnd()) {
            return plain(
                    value, "there are bytes left after a whole %s".formatted(schema.getName()));
        }
        JsonNode fields = JsonFile.MAPPER.readTree(data.toString(record));
        return new DeadLetterContent.Event(schema.getName(), fields);
    }

    private static DeadLetterContent plain(byte[] value, String why) {
        String note = PlainText.tamed(why);
        return PlainText.of(value)
                .<DeadLetterContent>map(text -> new DeadLetterContent.Text(text, note))
                .orElseGet(
                        () -> new DeadLetterContent.Bytes(HexFormat.of().formatHex(value), note));
    }
}
