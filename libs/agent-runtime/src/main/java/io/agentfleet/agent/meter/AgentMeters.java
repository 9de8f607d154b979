package io.agentfleet.agent.meter;

import io.agentfleet.agent.model.LanguageModel;
import io.agentfleet.agent.model.ModelId;
import io.agentfleet.agent.tool.ToolGateway;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.TaskState;
import io.agentfleet.schemas.Topics;
import io.agentfleet.taskmodel.event.RunEvents;
import io.agentfleet.taskmodel.run.RunResult;
import io.agentfleet.taskmodel.task.AgentCard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All meters of an agent, under the names and labels of {@code docs/metrics.md}. No ids as labels;
 * an agent or tool that is none of this process counts as {@code other}, so whatever comes in, the
 * number of series stays what it is. Counters begin with 0: one that begins with 1 seems never to
 * rise.
 */
public final class AgentMeters {

    private static final String OTHER = "other";
    private static final String AGENT = "agent_name";
    private static final String GEN_AI_AGENT = "gen_ai_agent_name";
    private static final String ERROR = "error_type";

    private static final Duration[] DURATIONS = seconds(0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0);
    private static final double[] STEPS = {1, 2, 3, 5, 8, 12, 18, 25};
    private static final double[] TOKENS = {256, 512, 1024, 2048, 4096, 8192, 16384, 32768};

    private static final Duration[] OPERATIONS =
            seconds(
                    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
                    81.92);
    private static final Duration[] INVOCATIONS =
            seconds(0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6);

    private final MeterRegistry meters;
    private final String agent;
    private final Set<String> tools;
    private final AtomicInteger active = new AtomicInteger();

    /**
     * @param tools that the agent may call
     */
    public AgentMeters(MeterRegistry meters, AgentCard card, Set<String> tools) {
        this.meters = meters;
        this.agent = card.name().value();
        this.tools = Set.copyOf(tools);
        Gauge.builder("active_agents", active::get).tag(AGENT, agent).register(meters);
        summary("agent_steps", STEPS);
        summary("agent_run_tokens", TOKENS);
        timer("agent_duration", DURATIONS, AGENT, agent);
        timer("agent_task_wait", DURATIONS, AGENT, agent);
        for (String status : new String[] {"success", "failure", "cancelled"}) {
            requests(status, 0);
        }
        deadLetters(Topics.tasks(card.name()));
        List.of(Topics.STEPS, Topics.EVENTS, Topics.PROGRESS).forEach(this::eventsLost);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1000)))
                .toArray(Duration[]::new);
    }

    /** Says which build this is. */
    public void built(String service, String version) {
        Gauge.builder("fleet_build_info", () -> 1)
                .tags("service", service, "version", version)
                .register(meters);
    }

    /** The model, each of whose calls is measured. */
    public LanguageModel around(LanguageModel model) {
        return new MeteredModel(model, this);
    }

    /** The tools, each of whose calls is measured. */
    public ToolGateway around(ToolGateway gateway) {
        return new MeteredTools(gateway, this);
    }

    /** The number of waiting tasks is read when the gauge is scraped. */
    public void watchWaiting(Supplier<Number> waiting) {
        Gauge.builder("agent_waiting_tasks", waiting).tag(AGENT, agent).register(meters);
    }

    /**
     * A run begins.
     *
     * @param waited since its task was sent
     */
    public void started(Duration waited) {
        timer("agent_task_wait", DURATIONS, AGENT, agent)
                .record(waited.isNegative() ? Duration.ZERO : waited);
        active.incrementAndGet();
    }

    /** A run is over, however it ended. */
    public void left() {
        active.decrementAndGet();
    }

    /** A run has an outcome. */
    public void ended(RunResult result) {
        timer("agent_duration", DURATIONS, AGENT, agent).record(result.took());
        requests(status(RunEvents.state(result.outcome())), 1);
        summary("agent_steps", STEPS).record(result.steps());
        summary("agent_run_tokens", TOKENS).record(result.usage().total());
        String error = wire(RunEvents.code(result.outcome()));
        timer("gen_ai.invoke_agent.duration", INVOCATIONS, GEN_AI_AGENT, agent, ERROR, error)
                .record(result.took());
    }

    private static String status(TaskState state) {
        return switch (state) {
            case COMPLETED -> "success";
            case CANCELLED -> "cancelled";
            case FAILED, PENDING, RUNNING, WAITING_APPROVAL -> "failure";
        };
    }

    private void requests(String status, int more) {
        // Prometheus appends _total
        meters.counter("agent_requests", AGENT, agent, "status", status).increment(more);
    }

    void modelCalled(ModelId model, Optional<ErrorCode> error, Duration took) {
        timer(
                        "gen_ai.client.operation.duration",
                        OPERATIONS,
                        "gen_ai_operation_name",
                        "chat",
                        "gen_ai_provider_name",
                        model.provider(),
                        "gen_ai_request_model",
                        model.model(),
                        ERROR,
                        wire(error))
                .record(took);
    }

    void toolCalled(String tool, Optional<ErrorCode> error, Duration took) {
        timer(
                        "gen_ai.execute_tool.duration",
                        OPERATIONS,
                        "gen_ai_tool_name",
                        tools.contains(tool) ? tool : OTHER,
                        GEN_AI_AGENT,
                        agent,
                        ERROR,
                        wire(error))
                .record(took);
    }

    /** A record of a topic that this process reads went to its dead letters. */
    public void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    private Counter deadLetters(String topic) {
        return meters.counter("dead_letters", "topic", topic);
    }

    /** An event that was published without waiting was not stored by Kafka. */
    public void lost(String topic) {
        eventsLost(topic).increment();
    }

    private Counter eventsLost(String topic) {
        return meters.counter("events_lost", "topic", topic);
    }

    private static String wire(Optional<ErrorCode> error) {
        return error.map(ErrorCode::wire).orElse("");
    }

    private Timer timer(String name, Duration[] buckets, String... tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(meters);
    }

    private DistributionSummary summary(String name, double[] buckets) {
        return DistributionSummary.builder(name)
                .tag(AGENT, agent)
                .serviceLevelObjectives(buckets)
                .register(meters);
    }
}
