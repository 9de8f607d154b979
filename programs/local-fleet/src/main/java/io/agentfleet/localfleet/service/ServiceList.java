package io.agentfleet.localfleet.service;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.schemas.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The services of {@code fleet.properties}, in the file's order, which is the order of start. */
public record ServiceList(List<ServiceDefinition> services) {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*([a-z][a-z0-9-]*)\\s*=\\s*(\\d{2,5})\\s*,\\s*(\\d+[mg])\\s*(?:,\\s*(\\d+[mg])\\s*)?");

    public ServiceList {
        services = List.copyOf(services);
    }

    /** Reads the file at the root of a checkout. */
    public static ServiceList read(Path root) {
        Path file = root.resolve("fleet.properties");
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    static ServiceList parse(List<String> lines) {
        List<ServiceDefinition> services = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "fleet.properties: '%s' is not 'name = port, heap[, heap under load]', such as 'agent-search = 8081, 192m, 512m'"
                                .formatted(line.strip()));
            }
            services.add(
                    new ServiceDefinition(
                            matcher.group(1),
                            Integer.parseInt(matcher.group(2)),
                            matcher.group(3),
                            matcher.group(4) == null ? matcher.group(3) : matcher.group(4)));
        }
        return new ServiceList(services);
    }

    public Optional<ServiceDefinition> find(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return services.stream().map(ServiceDefinition::name).toList();
    }

    /** The caller name of each service at other services, by service name. */
    public Map<String, String> callerNames() {
        return services.stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                ServiceDefinition::name, ServiceDefinition::callerName));
    }

    /** Every agent that takes tasks: those of the services, the orchestrator and its planner. */
    public List<AgentName> agents() {
        List<AgentName> agents =
                new ArrayList<>(List.of(AgentName.ORCHESTRATOR, AgentName.PLANNER));
        services.forEach(service -> service.agent().ifPresent(agents::add));
        return agents;
    }
}
