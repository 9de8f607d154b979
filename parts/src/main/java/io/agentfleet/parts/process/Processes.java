package io.agentfleet.parts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the operating system knows about a process, corrected where Java is not told enough. */
public final class Processes {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

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

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && stat.charAt(state) == 'Z';
        } catch (IOException e) {
            return false; // no /proc here, or it ended just now
        }
    }
}
