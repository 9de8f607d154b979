package io.agentfleet.tools.call;

import io.agentfleet.schemas.ErrorCode;
import java.util.List;
import java.util.Optional;

/** How a call ended. None of these is retried here: the agent sees it and decides. */
public sealed interface CallOutcome {

    /**
     * The tool ran.
     *
     * @param content its result, JSON
     * @param files what it produced
     */
    record Succeeded(String content, List<ProducedFile> files) implements CallOutcome {
        public Succeeded {
            files = List.copyOf(files);
        }
    }

    /** The call was refused, by a guard or by the tool itself: nothing ran. */
    record Rejected(ErrorCode code, String reason) implements CallOutcome {}

    /** The tool ran and failed, or did not answer. */
    record Failed(ErrorCode code, String reason) implements CallOutcome {}

    /**
     * A file that a tool produced.
     *
     * @param uri where it is kept
     */
    record ProducedFile(String name, String mediaType, String uri, long sizeBytes) {}

    /** The outcome's name, as it travels and as it is audited. */
    default String status() {
        return switch (this) {
            case Succeeded _ -> "succeeded";
            case Rejected _ -> "rejected";
            case Failed _ -> "failed";
        };
    }

    /** Why not; empty unless it was refused or failed. */
    default Optional<ErrorCode> errorCode() {
        return switch (this) {
            case Rejected(ErrorCode code, _) -> Optional.of(code);
            case Failed(ErrorCode code, _) -> Optional.of(code);
            case Succeeded _ -> Optional.empty();
        };
    }
}
