package io.agentfleet.agent.route;

import io.agentfleet.agent.chat.Message;
import io.agentfleet.agent.memory.TokenCounter;
import io.agentfleet.agent.model.Caller;
import io.agentfleet.agent.model.ModelRequest;
import io.agentfleet.schemas.AgentName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A call, as far as its route depends on it.
 *
 * @param text what the user asked
 * @param steps where in its run the call stands; more than one may hold
 * @param tokens of all that the model reads; counted when asked for
 */
public record RouteQuestion(AgentName agent, String text, Set<StepKind> steps, IntSupplier tokens) {

    public RouteQuestion {
        steps = Set.copyOf(steps);
    }

    /** The question that a call asks. */
    public static RouteQuestion of(ModelRequest request, Caller caller) {
        Set<StepKind> steps =
                EnumSet.of(isFirst(request.messages()) ? StepKind.FIRST : StepKind.LATER);
        if (request.outputSchema().isPresent() && request.tools().isEmpty()) {
            steps.add(StepKind.FINAL_FORMAT);
        }
        return new RouteQuestion(
                request.agent(), caller.question(), steps, () -> TokenCounter.count(request));
    }

    private static boolean isFirst(List<Message> messages) {
        return messages.getLast() instanceof Message.User;
    }
}
