package io.agentfleet.orchestrator.streams;

import io.agentfleet.orchestrator.flow.SessionProcessor;
import io.agentfleet.orchestrator.records.InputTopics;
import io.agentfleet.orchestrator.records.OutgoingRecord;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The flow from topics to topics:
 *
 * <pre>
 * agent.tasks.orchestrator ─┐                         ┌─▶ agent.tasks.AGENT
 * agent.results ────────────┼─▶ session ◀─▶ sessions ─┼─▶ agent.events
 * agent.control ────────────┤   (processor) (store)   ├─▶ agent.results, agent.control
 * agent.progress ───────────┘                         └─▶ INPUT.dlq
 * </pre>
 */
final class FlowTopology {

    /** The largest session that can be kept, in bytes. */
    static final int LARGEST_SESSION = 10 * 1024 * 1024;

    private FlowTopology() {}

    /**
     * @param processors gives a new one for each partition
     */
    static Topology of(ProcessorSupplier<byte[], byte[], byte[], OutgoingRecord> processors) {
        Serializer<OutgoingRecord> bytes = (topic, outgoing) -> outgoing.value();
        Topology topology = new Topology();
        topology.addSource(
                "heard",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                InputTopics.NAMES.toArray(String[]::new));
        topology.addProcessor("session", processors, "heard");
        topology.addStateStore(sessions(), "session");
        topology.addSink(
                "sent",
                (key, outgoing, context) -> outgoing.topic(),
                new ByteArraySerializer(),
                bytes,
                "session");
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> sessions() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SessionProcessor.STORE),
                        Serdes.String(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(LARGEST_SESSION)));
    }
}
