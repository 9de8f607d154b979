package io.agentfleet.taskmodel.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.taskmodel.task.Artifact;
import java.util.List;

/** How a tool call ended. None of these is retried here: the agent sees it and decides. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToolOutcome.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = ToolOutcome.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = ToolOutcome.Failed.class, name = "failed")
})
public sealed interface ToolOutcome {

    /**
     * The tool ran.
     *
     * @param content its result, JSON
     * @param artifacts files it produced
     */
    record Succeeded(String content, List<Artifact> artifacts) implements ToolOutcome {
        public Succeeded {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** A guard refused the call: the tool did not run. */
    record Rejected(ErrorCode code, String reason) implements ToolOutcome {}

    /** The tool ran and failed, or did not answer in time. */
    record Failed(ErrorCode code, String reason) implements ToolOutcome {}
}
