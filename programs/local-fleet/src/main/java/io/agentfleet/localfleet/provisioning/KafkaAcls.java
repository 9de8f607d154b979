package io.agentfleet.localfleet.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on Kafka, as {@code k8s/kafka/users.yaml} grants it in a cluster: there is one
 * list, and a local fleet lives by it too.
 *
 * @param byUser the rights of each user, by its name
 */
public record KafkaAcls(Map<String, List<AclBinding>> byUser) {

    private static final String FILE = "k8s/kafka/users.yaml";

    public KafkaAcls {
        byUser = Map.copyOf(byUser);
    }

    /** Reads the file of a checkout. */
    public static KafkaAcls read(Path root) {
        Path file = root.resolve(FILE);
        Map<String, List<AclBinding>> rights = new LinkedHashMap<>();
        YAMLMapper yaml = new YAMLMapper();
        try (var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            for (JsonNode user : documents.readAll()) {
                String name = user.path("metadata").path("name").asText();
                rights.put(name, rights(name, user.path("spec").path("authorization")));
            }
            return new KafkaAcls(rights);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.NOT_STARTED,
                    "%s cannot be read: %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    public Set<String> users() {
        return byUser.keySet();
    }

    private static List<AclBinding> rights(String user, JsonNode authorization) {
        List<AclBinding> rights = new ArrayList<>();
        for (JsonNode acl : authorization.path("acls")) {
            ResourcePattern resource = resource(acl.path("resource"));
            for (JsonNode operation : acl.path("operations")) {
                rights.add(
                        new AclBinding(
                                resource,
                                new AccessControlEntry(
                                        "User:" + user,
                                        acl.path("host").asText("*"),
                                        AclOperation.valueOf(constant(operation.asText())),
                                        AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }

    private static ResourcePattern resource(JsonNode resource) {
        return new ResourcePattern(
                ResourceType.valueOf(constant(resource.path("type").asText())),
                resource.path("name").asText(),
                resource.path("patternType").asText().equals("prefix")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL);
    }

    /** {@code DescribeConfigs} as {@code DESCRIBE_CONFIGS}. */
    private static String constant(String word) {
        return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
