package io.agentfleet.executor.rpc;

import io.agentfleet.proto.tools.v1.RegisterToolRequest;
import io.agentfleet.proto.tools.v1.RegisterToolResponse;
import io.agentfleet.proto.tools.v1.ToolDefinition;
import io.agentfleet.proto.tools.v1.ToolRegistryGrpc;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A registry that takes every definition, unless told otherwise, and remembers it, on a port of its
 * own.
 */
public final class FakeRegistry extends ToolRegistryGrpc.ToolRegistryImplBase
        implements QuarkusTestResourceLifecycleManager {

    private final Queue<ToolDefinition> registered = new ConcurrentLinkedQueue<>();
    private final Map<String, Status> refusals = new ConcurrentHashMap<>();
    private @Nullable Server server;

    /** Tests get the running one by a field of this type. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeRegistry.class));
    }

    Queue<ToolDefinition> registered() {
        return registered;
    }

    /** Answers this to a definition of this tool from now on. */
    void refuse(String tool, Status refusal) {
        refusals.put(tool, refusal);
    }

    /** Takes every definition again. */
    void takeAll() {
        refusals.clear();
    }

    @Override
    public void register(
            RegisterToolRequest request, StreamObserver<RegisterToolResponse> response) {
        Status refusal = refusals.get(request.getDefinition().getName());
        if (refusal != null) {
            response.onError(refusal.asRuntimeException());
            return;
        }
        registered.add(request.getDefinition());
        response.onNext(RegisterToolResponse.newBuilder().setStatus("registered").build());
        response.onCompleted();
    }

    @Override
    public Map<String, String> start() {
        try {
            Server started =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .addService(this)
                            .build()
                            .start();
            server = started;
            Path root = Files.createTempDirectory("executor-test");
            Path data = Files.createDirectories(root.resolve("data"));
            Files.writeString(data.resolve("orders.csv"), "region,amount\nSeoul,40\nBusan,2\n");
            Files.writeString(root.resolve("sources.json"), "{\"shop\": \"%s\"}".formatted(data));
            return Map.of(
                    "fleet.executor.registry.address",
                    "localhost:" + started.getPort(),
                    "fleet.executor.registry.repeat",
                    "200ms",
                    "fleet.executor.address",
                    "executor.test:8085",
                    "fleet.executor.data-sources-file",
                    root.resolve("sources.json").toString(),
                    "fleet.executor.output-dir",
                    root.resolve("output").toString(),
                    "fleet.executor.work-dir",
                    root.resolve("work").toString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.shutdownNow();
        }
    }
}
