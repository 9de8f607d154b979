package io.agentfleet.taskmodel.task;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.SessionId;
import io.agentfleet.schemas.TaskId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Validates every submission, from REST, gRPC and Kafka: defaults, limits, sizes, ids. Every
 * refusal is a {@link FleetException} that names the value and the remedy.
 */
public final class SubmissionValidator {

    public static final int LONGEST_PROMPT = 100_000;
    public static final int LONGEST_CONTEXT = 2_000_000;
    private static final int MOST_METADATA = 64;
    private static final int LONGEST_METADATA = 4_096;
    private static final int LONGEST_KEY = 200;
    private static final String DEFAULT_TENANT = "default";

    private final AgentName agent;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final TokenBounds tokens;

    /**
     * @param agent whose API it is
     * @param ids gives a new unique word each time
     * @param tokens that tasks may ask for
     */
    public SubmissionValidator(
            AgentName agent, InstantSource clock, Supplier<String> ids, TokenBounds tokens) {
        this.agent = agent;
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
    }

    /** The agent of this API. */
    public AgentName agent() {
        return agent;
    }

    /** The user's task that a client's submission asks for. */
    public Task task(TaskSubmission submission) {
        return task(submission, tokens.ofTask(tenant(submission.tenant())));
    }

    /** The part of a task that another agent hands on: it may ask for what is left of a budget. */
    public Task node(TaskSubmission submission) {
        return task(submission, tokens.ofNode(tenant(submission.tenant())));
    }

    private Task task(TaskSubmission submission, TokenBounds.Range range) {
        String tenant = tenant(submission.tenant());
        Optional<String> key = submission.idempotencyKey().filter(k -> !k.isBlank());
        key.ifPresent(k -> requireShort("Idempotency-Key", k, LONGEST_KEY));
        TaskId id =
                submission
                        .taskId()
                        .filter(given -> !given.isBlank())
                        .map(SubmissionValidator::taskId)
                        .orElseGet(() -> idOf(submission.prefix(), tenant, key));
        SessionId session =
                submission
                        .sessionId()
                        .filter(given -> !given.isBlank())
                        .map(SubmissionValidator::sessionId)
                        .orElseGet(() -> new SessionId("s-" + id.value()));
        return new Task(
                id,
                id,
                Optional.empty(),
                "",
                session,
                "client",
                agent,
                prompt(submission.prompt()),
                context(submission.context()),
                metadata(submission.metadata()),
                limits(range, submission.maxSteps(), submission.tokenBudget()),
                1,
                0,
                key.orElse(""),
                tenant,
                clock.instant().truncatedTo(ChronoUnit.MILLIS), // all that the log keeps
                "");
    }

    private TaskId idOf(String prefix, String tenant, Optional<String> key) {
        return new TaskId(prefix + "t-" + key.map(k -> Digest.of(tenant, k)).orElseGet(ids));
    }

    /** The id, or a refusal. */
    public static TaskId taskId(String value) {
        return checked(() -> new TaskId(value));
    }

    /** The id, or a refusal. */
    public static SessionId sessionId(String value) {
        return checked(() -> new SessionId(value));
    }

    /** The name, or a refusal. */
    public static AgentName agentName(String value) {
        return checked(() -> new AgentName(value));
    }

    /** The prompt without blanks around it, or a refusal. */
    public static String prompt(String given) {
        String prompt = given.strip();
        if (prompt.isEmpty()) {
            throw invalid("prompt is empty: send 1 to %,d characters".formatted(LONGEST_PROMPT));
        }
        if (prompt.length() > LONGEST_PROMPT) {
            throw new FleetException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "prompt has %,d characters: send at most %,d, and large data as a data source"
                            .formatted(prompt.length(), LONGEST_PROMPT));
        }
        return prompt;
    }

    /** The limits, or a refusal. */
    public static RunLimits limits(
            TokenBounds.Range tokens, Optional<Integer> maxSteps, Optional<Integer> tokenBudget) {
        return checked(() ->
                new RunLimits(
                        maxSteps.orElse(RunLimits.DEFAULT_STEPS),
                        tokens.checked(tokenBudget.orElse(tokens.unnamed())),
                        Optional.empty()));
    }

    /** The tenant; {@code default} if none was given. */
    public static String tenant(String given) {
        String tenant = given.isBlank() ? DEFAULT_TENANT : given.strip();
        if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw invalid(
                    "tenant '%s' is not usable: use 1 to 64 letters, digits, '.', '_' or '-'"
                            .formatted(shorten(tenant)));
        }
        return tenant;
    }

    /** The metadata, or a refusal. */
    public static Map<String, String> metadata(Map<String, String> given) {
        if (given.size() > MOST_METADATA) {
            throw invalid(
                    "metadata has %d entries: send at most %d"
                            .formatted(given.size(), MOST_METADATA));
        }
        given.forEach((name, value) -> {
            requireShort("the name of a metadata entry", name, LONGEST_KEY);
            requireShort("metadata '" + name + "'", value, LONGEST_METADATA);
        });
        return given;
    }

    /** The context packet, or a refusal. */
    public static Map<String, String> context(Map<String, String> given) {
        long size =
                given.entrySet().stream()
                        .mapToLong(e -> e.getKey().length() + e.getValue().length())
                        .sum();
        if (size > LONGEST_CONTEXT) {
            throw new FleetException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "context has %,d characters: send at most %,d"
                            .formatted(size, LONGEST_CONTEXT));
        }
        return given;
    }

    private static void requireShort(String what, String value, int most) {
        if (value.length() > most) {
            throw invalid(
                    "%s has %,d characters: send at most %,d"
                            .formatted(shorten(what), value.length(), most));
        }
    }

    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static FleetException invalid(String message) {
        return new FleetException(ErrorCode.INVALID_ARGUMENT, message);
    }

    private static String shorten(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
