package io.agentfleet.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.event.AgentTaskEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** The seven fields that clients in any language send for ever. */
class SeedContractTest {

    static final Schema SEED =
            new Schema.Parser()
                    .parse(
                            """
                            {"type":"record","name":"AgentTaskEvent","namespace":"com.myco.agents.v1","fields":[
                              {"name":"task_id","type":"string"},
                              {"name":"source_agent","type":"string"},
                              {"name":"target_agent","type":"string"},
                              {"name":"session_id","type":"string"},
                              {"name":"prompt","type":"string"},
                              {"name":"context","type":{"type":"map","values":"string"}},
                              {"name":"created_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}
                            """);

    @Test
    void aRecordWithOnlyTheSevenFieldsIsReadWithDefaults() throws IOException {
        GenericRecord seven = new GenericData.Record(SEED);
        seven.put("task_id", "t-1");
        seven.put("source_agent", "client");
        seven.put("target_agent", "search");
        seven.put("session_id", "s-1");
        seven.put("prompt", "최근 일주일 매출 분석해줘");
        seven.put("context", Map.of());
        seven.put("created_at", 1_763_600_000_000L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(SEED).write(seven, encoder);
        encoder.flush();

        AgentTaskEvent read =
                new SpecificDatumReader<AgentTaskEvent>(SEED, AgentTaskEvent.getClassSchema())
                        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));

        assertThat(read.getPrompt()).isEqualTo("최근 일주일 매출 분석해줘");
        assertThat(read.getMaxSteps()).isEqualTo(10);
        assertThat(read.getTokenBudget()).isEqualTo(8192);
        assertThat(read.getTenant()).isEqualTo("default");
        assertThat(read.getDeadline()).isNull();
    }

    @Test
    void theSeedsSchemaAndOursMayFollowEachOtherInOneSubject() {
        Schema ours = AgentTaskEvent.getClassSchema();
        assertThat(compatibility(ours, SEED)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(SEED, ours)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
    }
}
