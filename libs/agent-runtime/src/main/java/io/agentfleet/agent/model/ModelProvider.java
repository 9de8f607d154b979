package io.agentfleet.agent.model;

/** Opens models of one kind of backend. Each is a CDI bean. Safe for many threads. */
public interface ModelProvider {

    /** Its name in {@code fleet.models.<name>.provider}, such as {@code openai}. */
    String name();

    /**
     * Opens a model; calls nothing yet.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    LanguageModel open(ModelSettings settings);
}
