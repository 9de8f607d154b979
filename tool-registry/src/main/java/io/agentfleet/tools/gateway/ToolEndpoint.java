package io.agentfleet.tools.gateway;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.tools.call.Call;
import io.agentfleet.tools.call.CallOutcome;

/** Port to where tools run. Blocking, safe for many threads. */
@FunctionalInterface
public interface ToolEndpoint {

    /**
     * Runs a call whose tool is known, within the tool's time limit.
     *
     * @throws Failure if the tool is unwell, so that its circuit breaker counts the call
     */
    CallOutcome execute(Call call) throws Failure;

    /** A tool that did not answer, or that broke; an answer that says no is none. */
    final class Failure extends Exception {

        private static final long serialVersionUID = 1L;

        private final ErrorCode code;
        private final boolean reached;

        /** A failure of a tool that may have run. */
        public Failure(ErrorCode code, String reason) {
            this(code, reason, true);
        }

        private Failure(ErrorCode code, String reason, boolean reached) {
            super(reason, null, false, false);
            this.code = code;
            this.reached = reached;
        }

        /** A failure of a tool that certainly did not run. */
        public static Failure before(ErrorCode code, String reason) {
            return new Failure(code, reason, false);
        }

        /** True if the tool may have run. */
        public boolean reached() {
            return reached;
        }

        /** The outcome of the call. */
        public CallOutcome outcome() {
            return new CallOutcome.Failed(code, reason());
        }

        private String reason() {
            String message = getMessage();
            return message == null ? code.wire() : message;
        }
    }
}
