package io.agentfleet.bench.baseline;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * One source for both inputs, one processor with its store, a sink per agent and one for the end.
 */
final class BaselineTopology {

    private static final String SOURCE = "floor-in";
    private static final String PROCESSOR = "floor-processor";

    private BaselineTopology() {}

    static Topology of(BaselineTopics topics) {
        Topology topology =
                new Topology()
                        .addSource(
                                SOURCE,
                                new StringDeserializer(),
                                new ByteArrayDeserializer(),
                                topics.in(),
                                topics.results())
                        .addProcessor(PROCESSOR, BaselineProcessor::new, SOURCE)
                        .addStateStore(
                                Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(BaselineProcessor.STORE),
                                        Serdes.String(),
                                        Serdes.ByteArray()),
                                PROCESSOR);
        sink(topology, "out", topics.out());
        BaselineTopics.AGENTS.forEach(agent -> sink(topology, agent, topics.tasks(agent)));
        return topology;
    }

    private static void sink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new StringSerializer(), new ByteArraySerializer(), PROCESSOR);
    }
}
