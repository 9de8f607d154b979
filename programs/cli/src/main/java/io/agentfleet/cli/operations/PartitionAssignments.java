package io.agentfleet.cli.operations;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** How the partitions of a topic are spread over the consumers of its group. */
public record PartitionAssignments(KafkaClientSettings kafka, String topic) {

    private static final int TIMEOUT_SECONDS = 10;
    private static final Duration LOOK = Duration.ofMillis(300);

    /**
     * Partitions of each member.
     *
     * @param group its name
     * @param members partitions of each, by client id
     */
    public record Spread(String group, List<Member> members) {
        public Spread {
            members = List.copyOf(members);
        }
    }

    /** One consumer and what it reads. */
    public record Member(String client, List<Integer> partitions) {
        public Member {
            partitions = List.copyOf(partitions);
        }
    }

    /** The groups of the topic, once each is stable with as many members, or the time is over. */
    public List<Spread> await(int members, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        try (Admin admin = Admin.create(kafka.alone())) {
            while (true) {
                List<Spread> spreads = new ArrayList<>();
                boolean settled = look(admin, members, spreads);
                if (settled || Instant.now().isAfter(end)) {
                    return spreads;
                }
                Thread.sleep(LOOK);
            }
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    private boolean look(Admin admin, int members, List<Spread> found)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names =
                admin
                        .listGroups(ListGroupsOptions.forConsumerGroups())
                        .all()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .stream()
                        .map(GroupListing::groupId)
                        .toList();
        boolean settled = true;
        for (ConsumerGroupDescription group :
                admin.describeConsumerGroups(names)
                        .all()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .values()) {
            List<Member> reading = reading(group);
            if (!reading.isEmpty()) {
                found.add(new Spread(group.groupId(), reading));
                settled &= group.groupState() == GroupState.STABLE && reading.size() == members;
            }
        }
        return settled && !found.isEmpty();
    }

    private List<Member> reading(ConsumerGroupDescription group) {
        List<Member> members = new ArrayList<>();
        for (MemberDescription member : group.members()) {
            Set<TopicPartition> assigned = member.assignment().topicPartitions();
            List<Integer> partitions =
                    assigned.stream()
                            .filter(partition -> partition.topic().equals(topic))
                            .map(TopicPartition::partition)
                            .sorted()
                            .toList();
            if (!partitions.isEmpty()) {
                members.add(new Member(member.clientId(), partitions));
            }
        }
        return members;
    }
}
