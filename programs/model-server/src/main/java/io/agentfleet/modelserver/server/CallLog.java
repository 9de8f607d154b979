package io.agentfleet.modelserver.server;

/** Told of each request, on the thread that answered it; must not block. */
public interface CallLog {

    /** Tells nobody. */
    CallLog SILENT = line -> {};

    /** One line: what was asked and what was answered, without any content. */
    void answered(String line);
}
