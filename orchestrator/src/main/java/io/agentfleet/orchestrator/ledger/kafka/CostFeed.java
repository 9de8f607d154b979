package io.agentfleet.orchestrator.ledger.kafka;

import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.messaging.kafka.TopicFollower;
import io.agentfleet.messaging.retry.RetryUntilAvailable;
import io.agentfleet.orchestrator.ledger.ModelCall;
import io.agentfleet.orchestrator.ledger.TaskCosts;
import io.agentfleet.orchestrator.ledger.redis.RedisCostLedger;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.schemas.Topics;
import io.agentfleet.schemas.event.AgentStepEvent;
import io.agentfleet.taskmodel.run.Money;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Projects {@code agent.steps} into the ledger. A call is added in Redis, then its task's account
 * is published on {@code llm.costs}, then the offset is committed: what breaks off in between
 * happens again and changes nothing, since an account knows its steps.
 *
 * <p>When Redis has lost the ledger, or is told to forget it, the accounts are first read back from
 * {@code llm.costs}, then all steps that are still on the log are read once more.
 */
public final class CostFeed implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CostFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final EventCodecs codecs;
    private final RedisCostLedger ledger;
    private final CostTopic topic;
    private final CostMeters meters;
    private final Money sessionAlert;
    private final TopicFollower reader;
    private volatile int partitions;

    /**
     * @param sessionAlert what a session may cost before it is logged and counted
     */
    public CostFeed(
            KafkaClientSettings kafka,
            EventCodecs codecs,
            RedisCostLedger ledger,
            Money sessionAlert,
            MeterRegistry registry) {
        this.codecs = codecs;
        this.ledger = ledger;
        this.topic = new CostTopic(kafka, codecs);
        this.meters = new CostMeters(registry);
        this.sessionAlert = sessionAlert;
        this.reader =
                new TopicFollower(
                        "cost-feed",
                        kafka,
                        Map.of(
                                "group.id", "orchestrator-costs",
                                "auto.offset.reset", "earliest"),
                        registry,
                        this::feed);
    }

    public void start() {
        reader.start();
    }

    /** False while accounts that are on the log may be missing in Redis. */
    public boolean isComplete() {
        return partitions > 0 && ledger.completed().size() >= partitions;
    }

    private void feed(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topics.STEPS));
        partitions = consumer.partitionsFor(Topics.STEPS).size();
        long looked = System.nanoTime() - LOOK_EVERY.toNanos();
        while (!reader.isClosed()) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            boolean look = System.nanoTime() - looked > LOOK_EVERY.toNanos();
            if (look || !polled.isEmpty()) {
                looked = System.nanoTime();
                if (restored(consumer) && add(polled)) {
                    consumer.commitAsync();
                }
            }
        }
    }

    /**
     * True if all partitions of this replica are complete; else they are made so, and what was
     * polled of them comes again.
     */
    private boolean restored(KafkaConsumer<byte[], byte[]> consumer) {
        Set<Integer> completed = ledger.completed();
        List<TopicPartition> missing =
                consumer.assignment().stream()
                        .filter(partition -> !completed.contains(partition.partition()))
                        .toList();
        if (missing.isEmpty()) {
            return true;
        }
        String token = ledger.beginRestore();
        if (topic.read(reader::isClosed, ledger::restore)) {
            consumer.seekToBeginning(missing);
            List<Integer> numbers = missing.stream().map(TopicPartition::partition).toList();
            LOG.infof(
                    "costs_restored partitions=%s whole=%s",
                    numbers, ledger.complete(token, numbers));
        }
        return false;
    }

    /** False if the ledger was lost meanwhile: then all of it comes again. */
    private boolean add(ConsumerRecords<byte[], byte[]> polled) {
        List<TaskCosts> accounts = new ArrayList<>();
        try {
            for (TopicPartition partition : polled.partitions()) {
                for (List<ModelCall> calls : calls(polled.records(partition))) {
                    Optional<RedisCostLedger.Added> added =
                            RetryUntilAvailable.until(
                                    () -> ledger.add(partition.partition(), calls));
                    if (added.isEmpty()) {
                        return false;
                    }
                    accounts.add(added.get().account());
                    watch(added.get());
                }
            }
            RetryUntilAvailable.until(() -> published(accounts));
            return true;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private List<TaskCosts> published(List<TaskCosts> accounts) {
        try {
            topic.publish(accounts);
            return accounts;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Of each task its calls. */
    private Iterable<List<ModelCall>> calls(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TaskId, List<ModelCall>> tasks =
                records.stream()
                        .flatMap(record -> call(record).stream())
                        .collect(
                                Collectors.groupingBy(
                                        ModelCall::task, LinkedHashMap::new, Collectors.toList()));
        return tasks.values();
    }

    /** What cannot be read goes to the dead letters by the views' projection. */
    private Optional<ModelCall> call(ConsumerRecord<byte[], byte[]> record) {
        try {
            return CostRecords.call(
                    RetryUntilAvailable.until(() ->
                            codecs.of(AgentStepEvent.class)
                                    .decode(record.topic(), record.value())));
        } catch (FleetException | IllegalArgumentException e) {
            LOG.debugf("step_not_counted offset=%d reason=%s", record.offset(), e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void watch(RedisCostLedger.Added added) {
        if (added.sessionBefore().compareTo(sessionAlert) <= 0
                && added.sessionAfter().compareTo(sessionAlert) > 0) {
            meters.sessionAlert();
            LOG.warnf(
                    "session_cost_high session=%s tenant=%s task=%s cost=%s alert=%s",
                    added.account().session(),
                    added.account().tenant(),
                    added.account().task(),
                    added.sessionAfter(),
                    sessionAlert);
        }
    }

    @Override
    public void close() {
        reader.close();
        topic.close();
    }
}
