package io.agentfleet.orchestrator.trace;

import io.agentfleet.schemas.FleetException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.quarkus.grpc.GrpcService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes spans as an OTLP collector does. */
@GrpcService
public class TraceReceiver extends TraceServiceGrpc.TraceServiceImplBase {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SpanStore store;

    TraceReceiver(SpanStore store) {
        this.store = store;
    }

    @Override
    public void export(
            ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
        threads.execute(() -> {
            try {
                OtlpSpans.byTrace(request).forEach(store::keep);
                answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
                answer.onCompleted();
            } catch (FleetException e) {
                answer.onError(
                        Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            }
        });
    }
}
