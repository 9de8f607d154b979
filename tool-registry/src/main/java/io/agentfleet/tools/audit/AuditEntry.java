package io.agentfleet.tools.audit;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is written down of a call, or of a name that was registered or given to another. */
public sealed interface AuditEntry {

    /** succeeded, rejected or failed. */
    String status();

    /** Why not; empty if it succeeded. */
    Optional<ErrorCode> code();

    /** When it ended. */
    Instant at();

    /**
     * A call.
     *
     * @param call who called what; of the arguments only their hash is kept
     * @param status succeeded, rejected or failed
     * @param code why not; empty if it succeeded
     * @param took from the request at the gateway to its response
     * @param at when it ended
     */
    record Called(Call call, String status, Optional<ErrorCode> code, Duration took, Instant at)
            implements AuditEntry {}

    /** What was done with a name. */
    enum Action {
        REGISTER,
        TRANSFER;

        /** The lower-case name, as it travels. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A registration, a transfer, or the refusal of one.
     *
     * @param action what was asked for
     * @param tool the name, as it was written
     * @param version of the definition; empty of a refused transfer
     * @param endpoint where the tool is to be; empty of a refused transfer
     * @param actor who asked, as its token says; empty in an open fleet
     * @param tenant of who asked
     * @param owner whose the name is afterwards; empty if refused, or nobody's
     * @param code why not; empty if it was done
     * @param at when
     */
    record Registration(
            Action action,
            String tool,
            String version,
            String endpoint,
            String actor,
            String tenant,
            String owner,
            Optional<ErrorCode> code,
            Instant at)
            implements AuditEntry {

        @Override
        public String status() {
            return code.isEmpty() ? "succeeded" : "rejected";
        }
    }
}
