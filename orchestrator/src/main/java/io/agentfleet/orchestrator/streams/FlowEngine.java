package io.agentfleet.orchestrator.streams;

import io.agentfleet.drillport.DrillPort;
import io.agentfleet.messaging.codec.EventCodecs;
import io.agentfleet.messaging.kafka.KafkaClientSettings;
import io.agentfleet.orchestrator.flow.FlowConfig;
import io.agentfleet.orchestrator.flow.FlowDrill;
import io.agentfleet.orchestrator.flow.FlowMeters;
import io.agentfleet.orchestrator.flow.SessionPartitioner;
import io.agentfleet.orchestrator.flow.SessionProcessor;
import io.agentfleet.orchestrator.machine.SessionMachine;
import io.agentfleet.orchestrator.records.EventSerde;
import io.agentfleet.orchestrator.records.InputTopics;
import io.agentfleet.orchestrator.records.RegistryEventSerde;
import io.agentfleet.telemetry.trace.MessagingSpans;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
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
    private final SessionMachine machine;
    private final EventSerde bytes;
    private final FlowMeters meters;
    private final MessagingSpans tracing;
    private volatile @Nullable Thread starter;
    private volatile boolean closed;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics measured;

    public FlowEngine(
            FlowConfig config,
            KafkaClientSettings kafka,
            SessionMachine machine,
            EventCodecs codecs,
            FlowMeters meters,
            MessagingSpans tracing) {
        this(
                config,
                kafka,
                machine,
                DrillPort.find(FlowDrill.class, FlowDrill.NONE)
                        .around(new RegistryEventSerde(codecs)),
                meters,
                tracing);
    }

    FlowEngine(
            FlowConfig config,
            KafkaClientSettings kafka,
            SessionMachine machine,
            EventSerde bytes,
            FlowMeters meters,
            MessagingSpans tracing) {
        this.config = config;
        this.kafka = kafka;
        this.machine = machine;
        this.bytes = bytes;
        this.meters = meters;
        this.tracing = tracing;
    }

    /**
     * @param mayStart true once what the machine asks is known
     */
    public void start(BooleanSupplier mayStart) {
        starter = Thread.ofVirtual().name("flow-start").start(() -> startWhenPossible(mayStart));
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

    private void startWhenPossible(BooleanSupplier mayStart) {
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
        SessionPartitioner partitioner = key -> BuiltInPartitioner.partitionForKey(key, partitions);
        Topology topology =
                FlowTopology.of(() ->
                        new SessionProcessor(config, machine, bytes, partitioner, meters, tracing));
        Properties settings = FlowSettings.of(config, kafka, instance(config.stateDir()));
        loadRocks(config.stateDir());
        KafkaStreams made =
                config.guarantee() == FlowConfig.Guarantee.EXACTLY_ONCE
                        ? new KafkaStreams(topology, settings, new FlowClients(kafka))
                        : new KafkaStreams(topology, settings);
        keepToOwner(config.stateDir());
        made.setUncaughtExceptionHandler(e -> {
            LOG.errorf(e, "flow_thread_failed");
            pause();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        made.setStateListener((now, before) -> LOG.infof("flow_state from=%s to=%s", before, now));
        streams = made;
        measured = meters.watch(made);
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

    /** Kafka Streams lets the group read its folders, whatever the umask says. */
    private static void keepToOwner(Path stateDir) {
        for (Path folder : List.of(stateDir, stateDir.resolve(FlowSettings.APPLICATION))) {
            try {
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(
                            folder, PosixFilePermissions.fromString("rwx------"));
                }
            } catch (IOException refused) {
                LOG.warnf(refused, "state_folder_open_to_group folder=%s", folder);
            }
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
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
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
