package io.agentfleet.bench.baseline;

import io.agentfleet.bench.load.LoadTarget;
import io.agentfleet.bench.load.RequestReplyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The floor of the flow: a Kafka Streams application with a store, set as the orchestrator's, and
 * echo consumers as agents, all in this process. As many hops as the reference task has between
 * Kafka and its clients, with nothing behind them; topics of its own, deleted at the end.
 */
public final class KafkaBaseline implements LoadTarget, AutoCloseable {

    private final BaselineTopics topics;
    private final AtomicLong next = new AtomicLong();
    private final Admin admin;
    private final KafkaStreams streams;
    private final List<EchoAgent> agents;
    private final RequestReplyClient answers;

    /**
     * @param exactlyOnce the guarantee of the flow
     * @param folder where its store may be, and its files stay
     */
    public KafkaBaseline(String bootstrap, int partitions, boolean exactlyOnce, Path folder)
            throws InterruptedException {
        topics = new BaselineTopics("bench.floor." + UUID.randomUUID().toString().substring(0, 8));
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        create(partitions);
        streams =
                new KafkaStreams(
                        BaselineTopology.of(topics), settings(bootstrap, exactlyOnce, folder));
        CountDownLatch running = new CountDownLatch(1);
        streams.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        agents =
                BaselineTopics.AGENTS.stream()
                        .map(agent ->
                                new EchoAgent(bootstrap, topics.tasks(agent), topics.results()))
                        .toList();
        answers = new RequestReplyClient(bootstrap, topics.out(), _ -> true);
        running.await();
    }

    @Override
    public CompletableFuture<?> ask() {
        return answers.ask(topics.in(), "f-" + next.getAndIncrement(), new byte[100]);
    }

    private void create(int partitions) throws InterruptedException {
        try {
            admin.createTopics(
                            topics.all().stream()
                                    .map(topic -> new NewTopic(topic, partitions, (short) 1))
                                    .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the floor's topics cannot be made: " + e.getCause(), e);
        }
    }

    /** As the orchestrator's {@code FlowSettings}, with Kafka's own consumer: it polls briefly. */
    private Properties settings(String bootstrap, boolean exactlyOnce, Path folder) {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.prefix());
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        p.put(StreamsConfig.STATE_DIR_CONFIG, made(folder).toString());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        p.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, exactlyOnce ? 5L : 1_000L);
        p.put(StreamsConfig.POLL_MS_CONFIG, exactlyOnce ? 5L : 100L);
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        p.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        p.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        return p;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be made".formatted(folder), e);
        }
    }

    @Override
    public void close() {
        answers.close();
        streams.close(java.time.Duration.ofSeconds(10));
        agents.forEach(EchoAgent::close);
        admin.deleteTopics(topics.all());
        admin.close();
    }
}
