package io.agentfleet.access.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.client.ServiceToken;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans go to a real gRPC server, which notes what it is shown. */
@NullUnmarked
class SpansTokenTest {

    private static final MethodDescriptor<byte[], byte[]> EXPORT =
            MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
                    .build();

    @TempDir Path folder;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private Server collector;

    private final class Notes implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            shown.add(
                    String.valueOf(
                            headers.get(
                                    Metadata.Key.of(
                                            "authorization", Metadata.ASCII_STRING_MARSHALLER))));
            return next.startCall(call, headers);
        }
    }

    @BeforeEach
    void serve() throws Exception {
        ServerServiceDefinition service =
                ServerServiceDefinition.builder(
                                "opentelemetry.proto.collector.trace.v1.TraceService")
                        .addMethod(
                                EXPORT,
                                ServerCalls.asyncUnaryCall((spans, answer) -> {
                                    answer.onNext(new byte[0]);
                                    answer.onCompleted();
                                }))
                        .build();
        collector =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(ServerInterceptors.intercept(service, new Notes()))
                        .build()
                        .start();
    }

    @AfterEach
    void stop() {
        collector.shutdownNow();
    }

    @Test
    void eachExportShowsTheTokenThatTheFileHoldsThen() throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "first\n");
        export(
                new ServiceToken(Optional.of(file)),
                () -> {
                    Files.writeString(file, "second\n");
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
                });
        assertThat(shown).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void withoutATokenNothingIsShown() throws Exception {
        export(new ServiceToken(Optional.empty()), () -> {});
        assertThat(shown).containsExactly("null", "null");
    }

    private interface Step {
        void run() throws IOException;
    }

    /** One span before the step and one after it. */
    private void export(ServiceToken token, Step between) throws IOException {
        SpanExporter exporter =
                new AccessBeans().spans(token, "http://localhost:" + collector.getPort());
        try (SdkTracerProvider tracing =
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build()) {
            tracing.get("test").spanBuilder("one").startSpan().end();
            assertThat(tracing.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
            between.run();
            tracing.get("test").spanBuilder("two").startSpan().end();
            assertThat(tracing.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        }
    }

    /** A message that is bytes already. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream message) {
            try {
                return message.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
