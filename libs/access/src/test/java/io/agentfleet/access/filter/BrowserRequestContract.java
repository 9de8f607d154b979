package io.agentfleet.access.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What holds at every service: no page of another origin can use it. Each service extends it. */
public abstract class BrowserRequestContract {

    /** The port of the service. */
    protected abstract int port();

    /** What GET finds there. */
    protected abstract String read();

    /** Where it takes a POST. */
    protected abstract String write();

    @Test
    void aWebPageElsewhereCannotUseThisService() throws IOException {
        SoftAssertions all = new SoftAssertions();
        List<BrowserRequest> requests = BrowserRequest.at(read(), write());
        for (BrowserRequest request : requests) {
            String name = "%s %s".formatted(request.method(), request.name());
            BrowserRequest.Answer answer = request.send(port());
            if (request.status() == 0) {
                all.assertThat(answer.status()).as(name).isNotIn(403, 415);
            } else {
                all.assertThat(answer.status()).as(name).isEqualTo(request.status());
                all.assertThat(answer.headers())
                        .as(name)
                        .contains("content-type: application/problem+json");
            }
            all.assertThat(answer.headers())
                    .as(name)
                    .noneMatch(line -> line.startsWith("access-control-"));
        }
        all.assertThat(requests).hasSizeGreaterThan(80);
        all.assertAll();
    }

    @Test
    void norOverGrpc() {
        assertThat(health("localhost:" + port(), "")).isNotEqualTo(Status.Code.PERMISSION_DENIED);
        for (String name : List.of("evil.example", "evil.example:" + port(), "0.0.0.0:80")) {
            assertThat(health(name, "")).as(name).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
        for (String page : List.of("http://evil.example", "null", "http://localhost:1")) {
            assertThat(health("localhost:" + port(), page))
                    .as(page)
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    /** How a call under this name ends, made by a page of this origin if one is given. */
    private Status.Code health(String authority, String origin) {
        Metadata headers = new Metadata();
        if (!origin.isEmpty()) {
            headers.put(Metadata.Key.of("origin", Metadata.ASCII_STRING_MARSHALLER), origin);
        }
        ManagedChannel channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", port())
                        .overrideAuthority(authority)
                        .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                        .usePlaintext()
                        .build();
        try {
            byte[] ignored =
                    ClientCalls.blockingUnaryCall(
                            channel,
                            HEALTH,
                            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                            new byte[0]);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static final MethodDescriptor<byte[], byte[]> HEALTH =
            MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("grpc.health.v1.Health/Check")
                    .setRequestMarshaller(new Bytes())
                    .setResponseMarshaller(new Bytes())
                    .build();

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
