package io.agentfleet.localfleet.supervisor;

import io.agentfleet.localfleet.failure.CommandException;
import io.agentfleet.localfleet.failure.ExitCode;
import io.agentfleet.localfleet.file.FleetHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Entry of the supervisor's process; its log is {@code logs/supervisor.log}. */
public final class SupervisorMain {

    private SupervisorMain() {}

    /** Runs until SIGTERM; then stops everything in order. */
    public static void main(String[] args) throws IOException, InterruptedException {
        FleetHome home = FleetHome.current();
        home.makePrivate();
        try (FileChannel channel =
                        FileChannel.open(
                                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                @Nullable FileLock lock = channel.tryLock()) {
            if (lock == null) {
                System.err.println("another supervisor holds " + home.lock());
                System.exit(ExitCode.NOT_STARTED);
            }
            supervise(home);
        }
    }

    private static void supervise(FleetHome home) throws InterruptedException {
        FleetSupervisor supervisor = new FleetSupervisor(home);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
        try {
            supervisor.run();
        } catch (CommandException e) {
            System.err.println(e.getMessage());
            System.exit(e.exitCode());
        }
    }
}
