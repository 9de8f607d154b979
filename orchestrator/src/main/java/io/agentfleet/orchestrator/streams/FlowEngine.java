package io.agentfleet.orchestrator.streams;

import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.flow.FlowFactory;
import io.agentfleet.orchestrator.flow.SessionPartitioner;
import io.agentfleet.orchestrator.records.InputTopics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;

/**
 * Runs the flow. It starts by itself as soon as its topics are there and the directory was read; a
 * thread that fails is replaced, and its transaction starts over.
 */
public final class FlowEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FlowEngine.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final FlowConfig config;
    private final KafkaClientSettings kafka;
    private final FlowFactory factory;
    private final BooleanSupplier mayStart;
    private final Thread starter;
    private volatile boolean closed;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics measured;

    /**
     * @param mayStart true once what the machine asks is known
     */
    public FlowEngine(
            FlowConfig config,
            KafkaClientSettings kafka,
            FlowFactory factory,
            BooleanSupplier mayStart) {
        this.config = config;
        this.kafka = kafka;
        this.factory = factory;
        this.mayStart = mayStart;
        this.starter = Thread.ofVirtual().name("flow-start").unstarted(this::startWhenPossible);
    }

    public void start() {
        starter.start();
    }

    /** True while every partition given to this replica is worked on. */
    public boolean isRunning() {
        KafkaStreams running = streams;
        return running != null && running.state() == KafkaStreams.State.RUNNING;
    }

    /** For people: what the flow is doing. */
    public String state() {
        KafkaStreams running = streams;
        return running == null ? "WAITING_FOR_TOPICS" : running.state().name();
    }

    private void startWhenPossible() {
        while (!closed) {
            try {
                int partitions = mayStart.getAsBoolean() ? InputTopics.partitions(kafka) : 0;
                if (partitions > 0) {
                    start(partitions);
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warnf("flow_not_started reason=%s", e.getMessage());
            }
            pause();
        }
    }

    private void start(int partitions) {
        SessionPartitioner placement = key -> BuiltInPartitioner.partitionForKey(key, partitions);
        Topology topology =
                FlowTopology.of(factory.parts(placement, config.guarantee()), config.tick());
        Properties settings = FlowSettings.of(config, kafka, instance(config.stateDir()));
        loadRocks(config.stateDir());
        KafkaStreams made =
                config.guarantee() == FlowConfig.Guarantee.EXACTLY_ONCE
                        ? new KafkaStreams(topology, settings, new FlowClients(kafka))
                        : new KafkaStreams(topology, settings);
        made.setUncaughtExceptionHandler(e -> {
            LOG.errorf(e, "flow_thread_failed");
            pause();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        made.setStateListener((now, before) -> LOG.infof("flow_state from=%s to=%s", before, now));
        streams = made;
        measured = factory.meters().watch(made);
        made.start();
        if (closed) {
            leave(made);
        }
    }

    /** The replica's name, made once and kept with its state. */
    private static String instance(Path stateDir) {
        Path file = stateDir.resolve("instance");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(stateDir);
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "state folder %s cannot be used: set FLEET_STATE_DIR to one that can be written"
                            .formatted(stateDir),
                    e);
        }
    }

    /**
     * Its library is unpacked beside its data: in the temporary folder a killed process leaves it.
     */
    private static void loadRocks(Path stateDir) {
        try {
            NativeLibraryLoader.getInstance().loadLibrary(stateDir.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("RocksDB cannot be unpacked to " + stateDir, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        starter.interrupt();
        KafkaStreamsMetrics bound = measured;
        if (bound != null) {
            bound.close();
        }
        KafkaStreams running = streams;
        if (running != null) {
            leave(running);
        }
    }

    /** Leaves the group too, so that another replica takes over at once. */
    private static void leave(KafkaStreams running) {
        running.close(new KafkaStreams.CloseOptions().timeout(STOP_WITHIN).leaveGroup(true));
    }
}
