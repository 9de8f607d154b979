package io.agentfleet.modelserver.backend;

import io.agentfleet.modelserver.chat.ChatRequest;
import java.util.List;

/** Who answers behind the protocols. Safe for many threads; may block. */
public interface Backend {

    /** One line for people: who answers. */
    String description();

    /** Names of the models, at least one; shown in lists. */
    List<String> models();

    /** True if {@link #models} are all that there are, and any other name is refused. */
    boolean refusesOtherModels();

    /**
     * Answers.
     *
     * @throws io.agentfleet.modelserver.chat.RefusalException if there is no answer
     */
    PacedAnswer answer(ChatRequest request);
}
