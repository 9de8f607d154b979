package io.agentfleet.taskapi.grpc;

import io.agentfleet.schemas.FleetException;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The virtual thread of one call. (Not {@code @RunOnVirtualThread}: on gRPC methods it loses
 * requests now and then.)
 */
final class CallThread {

    static final Executor EXECUTOR = work -> Thread.ofVirtual().name("grpc-call").start(work);

    private static final Logger LOG = Logger.getLogger(CallThread.class);
    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

    private CallThread() {}

    /** Starts the work; a caller who hangs up interrupts it. */
    static Thread start(Context call, Runnable work, Consumer<Throwable> failed) {
        Thread worker = Thread.ofVirtual().name("grpc-call").unstarted(() -> run(work, failed));
        call.addListener(
                context -> {
                    if (context.cancellationCause() != null) {
                        worker.interrupt();
                    }
                },
                Runnable::run);
        worker.start();
        return worker;
    }

    private static void run(Runnable work, Consumer<Throwable> failed) {
        try {
            work.run();
        } catch (FleetException e) {
            failed.accept(refusal(e));
        } catch (RuntimeException e) {
            LOG.error("call_broken", e);
            failed.accept(
                    Status.INTERNAL
                            .withDescription("The agent broke: see its log")
                            .withCause(e)
                            .asRuntimeException());
        }
    }

    private static Throwable refusal(FleetException e) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, e.code().wire());
        return Status.fromCode(Status.Code.valueOf(e.code().grpcStatus()))
                .withDescription(e.getMessage())
                .asRuntimeException(trailers);
    }
}
