package io.agentfleet.executor.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.confinement.Confinement;
import io.agentfleet.executor.confinement.ConfinementLimits;
import io.agentfleet.executor.confinement.FileAccess;
import io.agentfleet.executor.tables.TableDatabase;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main class of a worker process. It ends when the executor closes its input, or ends. */
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
        TableDatabase.warmUp(limits.query());
        WorkerRequest.Bind bind = (WorkerRequest.Bind) executor.read(WorkerRequest.class);
        executor.write(new WorkerAnswer.Bound(confine(bind, limits)));
        Worker worker = new Worker(bind, limits);
        // Made after the limits hold: a thread inherits them from the one that made it.
        Thread requests =
                Thread.ofPlatform()
                        .name("requests")
                        .stackSize(STACK_BYTES)
                        .start(() -> serve(executor, worker, limits));
        requests.join();
    }

    private static List<String> confine(WorkerRequest.Bind bind, WorkerLimits limits) {
        Path own = Path.of("").toAbsolutePath();
        List<Path> readable =
                Stream.of(bind.readable(), System.getProperty("java.library.path"))
                        .filter(path -> !path.isEmpty())
                        .map(Path::of)
                        .toList();
        Path writable = bind.writable().isEmpty() ? own : Path.of(bind.writable());
        return Confinement.apply(
                        new ConfinementLimits(
                                limits.dataBytes(), limits.fileBytes(), limits.openFiles()),
                        new FileAccess(readable, writable))
                .missing();
    }

    private static void serve(Frames executor, Worker worker, WorkerLimits limits) {
        try {
            while (true) {
                WorkerRequest request = executor.read(WorkerRequest.class);
                Confinement.cpuSeconds(limits.cpuSeconds(request));
                executor.write(worker.answer(request));
            }
        } catch (EOFException over) {
            System.exit(0);
        } catch (IOException broken) {
            broken.printStackTrace();
            System.exit(1);
        }
    }
}
