package io.agentfleet.agent.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.agent.chat.TokenUsage;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.model.UsageListener;
import io.agentfleet.agent.run.RunResult;
import io.agentfleet.agent.view.TaskStory;
import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.TaskState;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** All meters of an agent, under the names and labels that dashboards know. No ids as labels. */
public final class AgentMeters implements UsageListener {

    private static final String AGENT = "agent_name";
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };
    private static final double[] CONFIDENCES = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0};

    private final MeterRegistry meters;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<AgentName, AtomicInteger> active = new ConcurrentHashMap<>();

    public AgentMeters(MeterRegistry meters, AgentName agent, ModelId model) {
        this.meters = meters;
        gauge(agent);
        duration(agent);
        confidence(agent);
        for (String status : new String[] {"success", "failure", "cancelled"}) {
            requests(agent, status, 0);
        }
        used(agent, model, TokenUsage.NONE);
    }

    private AtomicInteger gauge(AgentName agent) {
        return active.computeIfAbsent(
                agent,
                name ->
                        meters.gauge(
                                "active_agents",
                                java.util.List.of(
                                        io.micrometer.core.instrument.Tag.of(AGENT, name.value())),
                                new AtomicInteger()));
    }

    void started(AgentName agent) {
        gauge(agent).incrementAndGet();
    }

    void left(AgentName agent) {
        gauge(agent).decrementAndGet();
    }

    void ended(AgentName agent, RunResult result) {
        duration(agent).record(result.took());
        requests(agent, status(TaskStory.state(result.outcome())), 1);
        observeConfidence(agent, TaskStory.output(result.outcome()));
    }

    private static String status(TaskState state) {
        return switch (state) {
            case COMPLETED, WAITING_APPROVAL -> "success";
            case CANCELLED -> "cancelled";
            case FAILED, PENDING, RUNNING -> "failure";
        };
    }

    private void requests(AgentName agent, String status, int more) {
        // Prometheus appends _total
        meters.counter("agent_requests", AGENT, agent.value(), "status", status).increment(more);
    }

    private Timer duration(AgentName agent) {
        return Timer.builder("agent_duration")
                .tag(AGENT, agent.value())
                .serviceLevelObjectives(DURATIONS)
                .register(meters);
    }

    private DistributionSummary confidence(AgentName agent) {
        return DistributionSummary.builder("agent_confidence")
                .tag(AGENT, agent.value())
                .serviceLevelObjectives(CONFIDENCES)
                .register(meters);
    }

    /** Only an agent that states how sure it is has a confidence: {@code "confidence": 0..1}. */
    private void observeConfidence(AgentName agent, String output) {
        if (!output.startsWith("{") || !output.contains("\"confidence\"")) {
            return;
        }
        try {
            JsonNode stated = json.readTree(output).path("confidence");
            if (stated.isNumber()) {
                confidence(agent).record(stated.doubleValue());
            }
        } catch (JsonProcessingException notJson) {
            // plain text that begins with a brace states no confidence
        }
    }

    @Override
    public void used(AgentName agent, ModelId model, TokenUsage usage) {
        meters.counter(
                        "llm_tokens",
                        AGENT,
                        agent.value(),
                        "provider",
                        model.provider(),
                        "model",
                        model.model())
                .increment(usage.total());
        // the only backend so far is free; prices come with paid ones
        meters.counter("llm_cost", AGENT, agent.value(), "provider", model.provider()).increment(0);
    }
}
