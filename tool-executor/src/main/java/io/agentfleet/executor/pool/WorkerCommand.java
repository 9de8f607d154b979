package io.agentfleet.executor.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.executor.worker.WorkerLimits;
import io.agentfleet.executor.worker.WorkerMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a worker process is started: a small JVM that ends itself rather than limp on. */
record WorkerCommand(WorkerClassPath classPath, WorkerLimits limits) {

    /** What a worker needs of the executor's environment; no credential is among it. */
    private static final List<String> ENVIRONMENT = List.of("PATH");

    ProcessBuilder in(Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + limits.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:CompressedClassSpaceSize=64m",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-XX:+ExitOnOutOfMemoryError",
                        // its standard output is for answers alone
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:+SuppressFatalErrorMessage",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder,
                        "-Duser.home=" + folder,
                        "-Djava.awt.headless=true",
                        "-Djava.library.path=" + classPath.libraries(),
                        "-cp",
                        classPath.entries(),
                        WorkerMain.class.getName(),
                        json(limits));
        builder.directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        // In any other locale the JDK cannot open files with Korean names.
        environment.put("LC_ALL", "C.UTF-8");
        // Few arenas: else each thread of DuckDB keeps freed memory for itself.
        environment.put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    private static String json(WorkerLimits limits) {
        try {
            return new ObjectMapper().writeValueAsString(limits);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers as JSON", impossible);
        }
    }
}
