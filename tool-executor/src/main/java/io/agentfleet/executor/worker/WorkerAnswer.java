package io.agentfleet.executor.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agentfleet.executor.sandbox.ComputedResult;
import io.agentfleet.executor.source.LoadedFile;
import io.agentfleet.schemas.ErrorCode;
import java.util.List;

/** What a worker says: one answer to each request. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerAnswer.Bound.class, name = "bound"),
    @JsonSubTypes.Type(value = WorkerAnswer.Loaded.class, name = "loaded"),
    @JsonSubTypes.Type(value = WorkerAnswer.Computed.class, name = "computed"),
    @JsonSubTypes.Type(value = WorkerAnswer.Refused.class, name = "refused")
})
public sealed interface WorkerAnswer {

    /**
     * The worker is confined.
     *
     * @param missing limits that this platform could not give, in words
     */
    record Bound(List<String> missing) implements WorkerAnswer {
        public Bound {
            missing = List.copyOf(missing);
        }
    }

    /** A file was tried. */
    record Loaded(LoadedFile file) implements WorkerAnswer {}

    /** A tool ran. */
    record Computed(ComputedResult result) implements WorkerAnswer {}

    /** It could not be done; the message is for the model. */
    record Refused(ErrorCode code, String message) implements WorkerAnswer {}
}
