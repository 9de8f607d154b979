package io.agentfleet.access.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentfleet.access.client.ServiceToken;
import io.agentfleet.access.filter.AccessBeans;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanTokenTest {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir Path folder;

    private final List<String> shown = new CopyOnWriteArrayList<>();

    @Test
    void spansGoOutWithTheTokenThatTheFileHoldsAtThatTime() throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, "first");
        Server collector =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(ServerInterceptors.intercept(traces(), new Headers()))
                        .build()
                        .start();
        try (SpanExporter exporter =
                        new AccessBeans()
                                .spans(
                                        new ServiceToken(Optional.of(file)),
                                        URI.create("http://localhost:" + collector.getPort()));
                SdkTracerProvider spans =
                        SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build()) {
            tell(spans);
            Files.writeString(file, "second");
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
            tell(spans);
        } finally {
            collector.shutdownNow();
        }

        assertThat(shown).containsExactly("Bearer first", "Bearer second");
    }

    private static void tell(SdkTracerProvider spans) {
        spans.get("test").spanBuilder("work").startSpan().end();
        assertThat(spans.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    private static ServerServiceDefinition traces() {
        String service = "opentelemetry.proto.collector.trace.v1.TraceService";
        return ServerServiceDefinition.builder(service)
                .addMethod(
                        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                                .setType(MethodDescriptor.MethodType.UNARY)
                                .setFullMethodName(service + "/Export")
                                .build(),
                        ServerCalls.asyncUnaryCall((request, answers) -> {
                            answers.onNext(new byte[0]);
                            answers.onCompleted();
                        }))
                .build();
    }

    private final class Headers implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            shown.add(String.valueOf(headers.get(AUTHORIZATION)));
            return next.startCall(call, headers);
        }
    }

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
