package io.agentfleet.tools.gateway;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.tools.catalog.ToolName;
import io.agentfleet.tools.guard.Permissions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The permissions of a file, read again when it changes: every check uses what the file said at
 * most a second ago. While its content cannot be used, the last good one stays in force and {@link
 * #problem()} says what is wrong. Safe for many threads.
 */
public final class PermissionsFile implements Supplier<Permissions> {

    private static final Logger LOG = Logger.getLogger(PermissionsFile.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final List<String> toAll;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Permissions inForce = Permissions.NONE;
    private volatile String problem = "";
    private volatile Instant lookedAt;
    private String content = "";

    /**
     * @param toAll tools that every agent with a tool may call besides
     */
    public PermissionsFile(Path file, List<String> toAll, InstantSource clock) {
        this.file = file;
        this.toAll = List.copyOf(toAll);
        this.clock = clock;
        look();
        lookedAt = clock.instant();
    }

    /** Those in force. */
    @Override
    public Permissions get() {
        Instant now = clock.instant();
        if (!now.isBefore(lookedAt.plus(LOOK)) && looking.tryLock()) {
            try {
                look();
                lookedAt = now;
            } finally {
                looking.unlock();
            }
        }
        return inForce;
    }

    /** What is wrong with the file; empty if what it says is in force. */
    public String problem() {
        get();
        return problem;
    }

    private void look() {
        try {
            String read = Files.readString(file);
            if (!read.equals(content) || !problem.isEmpty()) {
                inForce = new Permissions(parse(read));
                content = read;
                LOG.infof("permissions_read file=%s agents=%s", file, inForce.byAgent().keySet());
            }
            problem = "";
        } catch (IOException e) {
            refuse("it cannot be read (%s)".formatted(e));
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String reason) {
        String wrong =
                "%s: %s. %s. Write lines such as 'search = search_documents, read_document'"
                        .formatted(
                                file.toAbsolutePath(),
                                reason,
                                inForce.byAgent().isEmpty()
                                        ? "No agent may call a tool"
                                        : "What it said before stays in force");
        if (!wrong.equals(problem)) {
            LOG.errorf("permissions_refused reason=%s", wrong);
        }
        problem = wrong;
    }

    private Map<String, List<String>> parse(String text) throws IOException {
        Properties lines = new OnceEach();
        lines.load(new StringReader(text));
        Map<String, List<String>> byAgent = new HashMap<>();
        for (String agent : lines.stringPropertyNames()) {
            byAgent.put(new AgentName(agent).value(), tools(agent, lines.getProperty(agent)));
        }
        if (byAgent.isEmpty()) {
            throw new IllegalArgumentException("it names no agent");
        }
        return byAgent;
    }

    private List<String> tools(String agent, String value) {
        Set<String> tools = new LinkedHashSet<>();
        Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(name -> tools.add(tool(agent, name)));
        if (!tools.isEmpty()) {
            tools.addAll(toAll);
        }
        return List.copyOf(tools);
    }

    private static String tool(String agent, String name) {
        try {
            return new ToolName(name).value();
        } catch (FleetException e) {
            throw new IllegalArgumentException(
                    "the line of '%s' is wrong: %s".formatted(agent, e.getMessage()), e);
        }
    }

    /** Lines of which no two begin with the same name: the first would be lost unseen. */
    private static final class OnceEach extends Properties {

        private static final long serialVersionUID = 1;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException("agent '%s' has two lines".formatted(key));
            }
            return super.put(key, value);
        }
    }
}
