package io.agentfleet.agent.run;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.schemas.FleetException;
import java.util.Optional;

/** Gives the model of a run one chance to mend an answer that its agent cannot use. */
final class AnswerRepair {

    private final AgentDefinition agent;
    private boolean asked;

    AnswerRepair(AgentDefinition agent) {
        this.agent = agent;
    }

    /**
     * What to tell the model; empty if the answer can be used.
     *
     * @throws FleetException what is wrong, if the model was told before
     */
    Optional<Message> of(String answer) {
        try {
            agent.checkAnswer(answer);
            return Optional.empty();
        } catch (FleetException e) {
            if (asked) {
                throw e;
            }
            asked = true;
            return Optional.of(
                    new Message.User(
                            "Your answer cannot be used: %s. Answer again, in whole, with this mended."
                                    .formatted(e.getMessage())));
        }
    }
}
