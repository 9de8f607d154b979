package io.agentfleet.executor.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;

/** The main class of a worker process. It ends when the executor closes its input. */
public final class WorkerMain {

    /** Nested SQL and nested JSON are read by recursion. */
    private static final long STACK_BYTES = 64L * 1024 * 1024;

    private WorkerMain() {}

    /**
     * Serves the executor over its own input and output.
     *
     * @param arguments {@link WorkerLimits} as JSON
     */
    public static void main(String[] arguments) throws Exception {
        FileOutputStream answers = new FileOutputStream(FileDescriptor.out);
        // Whatever a library prints must not get between the answers.
        System.setOut(System.err);
        WorkerLimits limits = new ObjectMapper().readValue(arguments[0], WorkerLimits.class);
        Frames executor = new Frames(new FileInputStream(FileDescriptor.in), answers);
        WorkerRequest.Bind bind = (WorkerRequest.Bind) executor.read(WorkerRequest.class);
        executor.write(new WorkerAnswer.Bound(confine(bind)));
        Worker worker = new Worker(bind, limits);
        // A thread inherits the limits of the one that made it: this one is made after they hold.
        Thread.ofPlatform()
                .name("requests")
                .stackSize(STACK_BYTES)
                .start(() -> serve(executor, worker));
    }

    private static List<String> confine(WorkerRequest.Bind bind) {
        return List.of();
    }

    private static void serve(Frames executor, Worker worker) {
        try {
            while (true) {
                executor.write(worker.answer(executor.read(WorkerRequest.class)));
            }
        } catch (EOFException over) {
            System.exit(0);
        } catch (IOException broken) {
            broken.printStackTrace();
            System.exit(1);
        }
    }
}
