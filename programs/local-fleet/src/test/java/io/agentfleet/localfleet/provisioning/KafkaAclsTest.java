package io.agentfleet.localfleet.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.service.ServiceList;
import java.nio.file.Path;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class KafkaAclsTest {

    private static final Path ROOT = Path.of(System.getProperty("fleet.root"));

    private final KafkaAcls rights = KafkaAcls.read(ROOT);

    @Test
    void everyServiceWithAKafkaClientIsAUser() {
        assertThat(ServiceList.read(ROOT).names())
                .filteredOn(service -> !service.equals("tool-executor"))
                .isSubsetOf(rights.users());
    }

    @Test
    void aRightIsReadAsKafkaKnowsIt() {
        assertThat(rights.byUser().get("orchestrator"))
                .contains(
                        right(ResourceType.TOPIC, "agent.tasks.", AclOperation.CREATE, true),
                        right(ResourceType.GROUP, "agent-planner", AclOperation.READ, false),
                        right(
                                ResourceType.TRANSACTIONAL_ID,
                                "fleet-orchestrator-",
                                AclOperation.WRITE,
                                true),
                        right(
                                ResourceType.TOPIC,
                                "fleet-orchestrator-",
                                AclOperation.DESCRIBE_CONFIGS,
                                true));
    }

    private static AclBinding right(
            ResourceType type, String name, AclOperation operation, boolean prefix) {
        return new AclBinding(
                new ResourcePattern(
                        type, name, prefix ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        "User:orchestrator", "*", operation, AclPermissionType.ALLOW));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> KafkaAcls.read(Path.of("/nowhere")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("users.yaml");
    }
}
