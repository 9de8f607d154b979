package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.fault.FaultRule;
import java.util.List;

/**
 * How a model server runs.
 *
 * @param port on 127.0.0.1; 0: a free one
 * @param answers where answers come from
 * @param models names that exist, any other is refused; empty: as the backend says
 * @param keys that clients may show; empty: none is asked for
 * @param faults that requests meet from the start
 * @param log told of each request
 */
public record ModelServerConfig(
        int port,
        Answers answers,
        List<String> models,
        List<String> keys,
        List<FaultRule> faults,
        CallLog log) {

    public ModelServerConfig {
        models = List.copyOf(models);
        keys = List.copyOf(keys);
        faults = List.copyOf(faults);
    }

    /** On a free port, without keys, faults or log. */
    public static ModelServerConfig of(Answers answers) {
        return new ModelServerConfig(0, answers, List.of(), List.of(), List.of(), CallLog.SILENT);
    }

    /** Without keys. */
    @Override
    public String toString() {
        return "port %d, %s, %d keys".formatted(port, answers, keys.size());
    }
}
