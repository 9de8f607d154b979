package io.agentfleet.localservers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the operating system knows about a process, corrected where Java is not told enough. */
public final class Processes {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Where {@code /proc/PID/stat} tells the number of threads, counted from the state. */
    private static final int THREADS = 17;

    private Processes() {}

    /**
     * True while the process runs. A process that ended but was not collected by its parent (a
     * zombie, usual in containers) counts as ended.
     */
    public static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && !isZombie(handle.pid());
    }

    /** Waits for the end of a process, a child or not; false if it is still there. */
    public static boolean awaitEnd(ProcessHandle handle, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (isAlive(handle)) {
            long left = end - System.nanoTime();
            Duration moment = Duration.ofNanos(Math.min(left, BETWEEN_LOOKS.toNanos()));
            if (left <= 0 || !pause(handle, moment)) {
                return !isAlive(handle);
            }
        }
        return true;
    }

    /** Waits a moment, less if the process ends; false if the waiting thread was interrupted. */
    static boolean pause(ProcessHandle handle, Duration moment) {
        try {
            handle.onExit()
                    .completeOnTimeout(handle, moment.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot watch process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A process whose first thread has ended is no zombie while others have not: they hold its
     * ports and files until then.
     */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
            return fields[0].equals("Z")
                    && (fields.length <= THREADS || Integer.parseInt(fields[THREADS]) <= 1);
        } catch (IOException e) {
            return false; // no /proc here, or it ended just now
        }
    }
}
