package io.agentfleet.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.schemas.AgentName;
import io.agentfleet.schemas.Topics;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics are those of the contract, and a service may do on Kafka what its code does. */
class KafkaContractTest {

    private static final String OF_AN_AGENT =
            """
            Read         topic agent.tasks.AGENT, topic agent.control, group agent-AGENT
            Write        topic agent.tasks.AGENT, topic agent.tasks.AGENT.dlq, topic agent.control
            Write        topic agent.steps, topic agent.results, topic agent.progress
            Write        topic agent.events, topic agent.versions
            """;

    private static final Map<String, String> RIGHTS =
            Map.of(
                    "agent-search", OF_AN_AGENT.replace("AGENT", "search"),
                    "agent-analysis", OF_AN_AGENT.replace("AGENT", "analysis"),
                    "agent-writer", OF_AN_AGENT.replace("AGENT", "writer"),
                    "tool-registry",
                            """
                            Read         topic tool.definitions, topic tool.effects
                            Write        topic tool.definitions, topic tool.definitions.dlq
                            Write        topic tool.effects, topic tool.audit
                            """,
                    "orchestrator",
                            """
                            Read         topic agent.tasks.orchestrator, topic agent.tasks.planner
                            Read         topic agent.results, topic agent.control, topic agent.progress
                            Read         topic agent.events, topic agent.steps, topic agent.versions
                            Read         group fleet-orchestrator, group orchestrator-views, group agent-planner
                            Read         group orchestrator-costs, topic llm.costs
                            Write        topic llm.costs
                            Write        topic agent.tasks.*
                            Create       topic agent.tasks.*
                            Write        topic agent.results, topic agent.control, topic agent.progress
                            Write        topic agent.events, topic agent.steps, topic agent.versions
                            Write        topic agent.results.dlq, topic agent.control.dlq
                            Write        topic agent.progress.dlq
                            Write        topic agent.events.dlq, topic agent.steps.dlq
                            Read         topic fleet-orchestrator-*
                            Write        topic fleet-orchestrator-*, transactions fleet-orchestrator-*
                            Create       topic fleet-orchestrator-*
                            DescribeConfigs topic fleet-orchestrator-*
                            """,
                    "schema-registry",
                            """
                            Read         topic kafkasql-*, group apicurio-*
                            Write        topic kafkasql-*, topic registry-events
                            Create       topic kafkasql-*, topic registry-events
                            DescribeConfigs topic kafkasql-*, topic registry-events
                            """,
                    "fleet-operator",
                            """
                            Read         topic agent.*, topic tool.*, topic dead.letters.settled
                            Write        topic agent.*, topic tool.*, topic dead.letters.settled
                            Write        transactions fleet-dlq
                            Describe     group agent-*
                            """);

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "overlays/dev"})
    void everyTopicOfTheContractIsMade(String folder) {
        assertThat(
                        Manifests.of(folder).all(KafkaTopic.class).stream()
                                .map(topic -> topic.getMetadata().getName()))
                .containsExactlyInAnyOrderElementsOf(
                        contract()
                                .flatMap(topic -> Stream.of(topic, Topics.deadLetters(topic)))
                                .toList());
    }

    private static Stream<String> contract() {
        Stream<AgentName> agents =
                Stream.concat(
                        Stream.of(AgentName.ORCHESTRATOR, AgentName.PLANNER),
                        Manifests.of("base").agents().stream().map(AgentName::new));
        return Stream.of(
                        agents.map(Topics::tasks),
                        Topics.SHARED.stream(),
                        Topics.COMPACTED.stream(),
                        Topics.COMPACTED_FOR_DAYS.stream())
                .flatMap(topics -> topics);
    }

    @Test
    void whatIsCompactedIsWhatTheContractSays() {
        Map<String, String> cleanups = new TreeMap<>();
        Topics.COMPACTED.forEach(topic -> cleanups.put(topic, "compact"));
        Topics.COMPACTED_FOR_DAYS.forEach(topic -> cleanups.put(topic, "compact,delete"));

        assertThat(
                        Manifests.of("kafka").all(KafkaTopic.class).stream()
                                .filter(topic ->
                                        topic.getSpec().getConfig().containsKey("cleanup.policy"))
                                .collect(
                                        Collectors.toMap(
                                                topic -> topic.getMetadata().getName(),
                                                topic ->
                                                        topic.getSpec()
                                                                .getConfig()
                                                                .get("cleanup.policy"))))
                .isEqualTo(cleanups);
    }

    @Test
    void whatIsAcknowledgedSurvivesABroker() {
        assertThat(Manifests.of("kafka").all(KafkaTopic.class))
                .allSatisfy(topic -> {
                    assertThat(topic.getSpec().getReplicas()).isEqualTo(3);
                    assertThat(topic.getSpec().getConfig()).containsEntry("min.insync.replicas", 2);
                });
    }

    @Test
    void aServiceMayDoWhatItDoesAndNoMore() {
        Map<String, Set<String>> rights =
                RIGHTS.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> table(entry.getValue())));

        assertThat(
                        Manifests.of("kafka").all(KafkaUser.class).stream()
                                .collect(
                                        Collectors.toMap(
                                                user -> user.getMetadata().getName(),
                                                KafkaContractTest::rights)))
                .isEqualTo(rights);
    }

    @Test
    void rightsNameOnlyTopicsThatThereAreOrThatTheirUserMakes() {
        Set<String> topics =
                Manifests.of("kafka").all(KafkaTopic.class).stream()
                        .map(topic -> "topic " + topic.getMetadata().getName())
                        .collect(Collectors.toSet());

        assertThat(
                        RIGHTS.values().stream()
                                .map(KafkaContractTest::table)
                                .flatMap(rights ->
                                        rights.stream()
                                                .filter(right ->
                                                        !rights.contains(
                                                                right.replaceFirst(
                                                                        "^\\S+", "Create")))))
                .map(right -> right.substring(right.indexOf(' ') + 1))
                .filteredOn(resource -> resource.startsWith("topic ") && !resource.endsWith("*"))
                .isSubsetOf(topics);
    }

    private static Set<String> table(String lines) {
        Set<String> rights = new TreeSet<>();
        lines.lines()
                .map(line -> line.strip().split("\\s+", 2))
                .forEach(line ->
                        Stream.of(line[1].split(", "))
                                .forEach(resource -> rights.add(line[0] + " " + resource)));
        return rights;
    }

    private static Set<String> rights(KafkaUser user) {
        Set<String> rights = new TreeSet<>();
        for (AclRule rule :
                ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls()) {
            rule.getOperations()
                    .forEach(operation ->
                            rights.add(operation.toValue() + " " + name(rule.getResource())));
        }
        return rights;
    }

    private static String name(AclRuleResource resource) {
        return switch (resource) {
            case AclRuleTopicResource topic ->
                    "topic " + topic.getName() + star(topic.getPatternType());
            case AclRuleGroupResource group ->
                    "group " + group.getName() + star(group.getPatternType());
            case AclRuleTransactionalIdResource id ->
                    "transactions " + id.getName() + star(id.getPatternType());
            default -> throw new IllegalArgumentException("no service needs " + resource);
        };
    }

    private static String star(Object patternType) {
        return String.valueOf(patternType).equalsIgnoreCase("prefix") ? "*" : "";
    }
}
