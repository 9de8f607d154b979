package io.agentfleet.executor.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;

/** What a worker is asked. The first request is {@link Bind}, and there is only one of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerRequest.Bind.class, name = "bind"),
    @JsonSubTypes.Type(value = WorkerRequest.LoadFile.class, name = "load"),
    @JsonSubTypes.Type(value = WorkerRequest.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = WorkerRequest.Call.class, name = "call")
})
public sealed interface WorkerRequest {

    /**
     * From now on nothing else can be reached.
     *
     * @param readable folder that may be read; empty: none
     * @param writable folder that may be written besides the worker's own; empty: none
     */
    record Bind(String readable, String writable) implements WorkerRequest {}

    /**
     * Load this file into the writable folder.
     *
     * @param name within the source
     * @param as the name by which tools will know it
     */
    record LoadFile(SourceKind kind, String name, String path, long size, String as)
            implements WorkerRequest {}

    /** The last file of this kind was loaded. */
    record Finish(SourceKind kind) implements WorkerRequest {}

    /**
     * Carry out a tool.
     *
     * @param source what was loaded for it, within the readable folder; of each kind the same in
     *     every request; empty: nothing
     */
    record Call(WorkerTool tool, JsonNode arguments, String source, long timeLimitMillis)
            implements WorkerRequest {}
}
