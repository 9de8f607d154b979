package io.agentfleet.bench.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The reference task with nothing in it: plan, two side by side, one, done. A record's value names
 * who sent it; the state is what has come so far.
 */
final class BaselineProcessor extends ContextualProcessor<String, byte[], String, byte[]> {

    static final String STORE = "floor";

    private static final byte[] EMPTY = new byte[100];

    private @Nullable KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> arrived) {
        KeyValueStore<String, byte[]> sessions = java.util.Objects.requireNonNull(store);
        switch (new String(arrived.value(), UTF_8).strip()) {
            case "planner" -> {
                send(arrived, "search");
                send(arrived, "analysis");
                sessions.put(arrived.key(), new byte[100]);
            }
            case "search", "analysis" -> {
                byte[] state = sessions.get(arrived.key());
                if (state != null && ++state[0] == 2) {
                    send(arrived, "writer");
                }
                sessions.put(arrived.key(), state);
            }
            case "writer" -> {
                context().forward(arrived.withValue(EMPTY), "out");
                sessions.put(arrived.key(), EMPTY);
            }
            default -> {
                sessions.put(arrived.key(), EMPTY);
                send(arrived, "planner");
            }
        }
    }

    private void send(Record<String, byte[]> arrived, String agent) {
        context().forward(arrived.withValue(agent.getBytes(UTF_8)), agent);
    }
}
