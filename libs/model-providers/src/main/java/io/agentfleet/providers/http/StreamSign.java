package io.agentfleet.providers.http;

/** What one event of a stream says about the stream. */
public enum StreamSign {
    /** More comes. */
    GOES_ON,
    /** The answer is whole; figures may follow. */
    ANSWERED,
    /** The last event. */
    ENDED,
    /** The provider does not answer this for reasons of content. */
    FILTERED,
    /** An error in place of the rest. */
    FAILED
}
