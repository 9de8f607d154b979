package io.agentfleet.modelserver.script;

/** A script that cannot be used; the message says where, what and what to do. */
public final class ScriptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ScriptException(String message) {
        super(message);
    }
}
